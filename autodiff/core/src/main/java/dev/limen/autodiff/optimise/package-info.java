/** Minimisers and root finders on plain arrays, and the optimisers of named parameters. */
package dev.limen.autodiff.optimise;
