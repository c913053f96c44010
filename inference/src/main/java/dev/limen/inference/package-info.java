/** Fits, test statistics, p-values, limits and their gradients. */
package dev.limen.inference;
