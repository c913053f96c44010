/** Functions on a plane that are known at scattered points: triangles, lines of one value, areas between two. */
package dev.limen.app.plane;
