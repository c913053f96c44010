/** Runnable analyses. */
package dev.limen.examples;
