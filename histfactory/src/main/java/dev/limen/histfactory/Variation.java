package dev.limen.histfactory;

import dev.limen.autodiff.Expr;

/**
 * The two ends of a systematic variation, at alpha = -1 and +1.
 *
 * @param low  contents {@code [bins]} of a histosys, in events; the factor (a scalar) of a normsys
 * @param high the same at alpha = +1
 */
public record Variation(Expr low, Expr high) {}
