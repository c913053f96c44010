package dev.limen.autodiff.optimise;

import dev.limen.autodiff.Certificate;

/**
 * Where a root finder ended.
 *
 * @param x the root; NaN if the function was NaN at the start
 * @param value the function there
 * @param slope its derivative there, NaN if the function gave none
 * @param certificate whether to believe it
 */
public record Root(double x, double value, double slope, Certificate certificate) {}
