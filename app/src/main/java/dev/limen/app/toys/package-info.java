/** Toys on the command line: what is known of them when they are cut off. */
package dev.limen.app.toys;
