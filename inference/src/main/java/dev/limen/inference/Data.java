package dev.limen.inference;

import dev.limen.autodiff.Expr;

/**
 * What was observed, or is expected.
 *
 * @param main      counts in the bins {@code [bins]}
 * @param auxiliary the auxiliary measurements {@code [auxiliary]}, in the order of the model's constraints
 */
public record Data(Expr main, Expr auxiliary) {}
