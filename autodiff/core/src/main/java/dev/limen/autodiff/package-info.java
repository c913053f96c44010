/** Expressions on tensors with exact derivatives, and the programs that evaluate them. */
package dev.limen.autodiff;
