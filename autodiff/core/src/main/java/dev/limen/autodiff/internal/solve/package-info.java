/** What runs when a program meets an implicit node: solvers, one problem for each batch lane. Not for users. */
package dev.limen.autodiff.internal.solve;
