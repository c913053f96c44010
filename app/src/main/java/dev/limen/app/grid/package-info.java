/** Grids of signal points: one background-only workspace, a patch for each point, and what is excluded. */
package dev.limen.app.grid;
