/**
 * Elementary and special functions made of {@code +}, {@code *}, {@code /}, {@link java.lang.Math#fma}, {@link java.lang.Math#sqrt} and moves of bits.
 *
 * <p>They have no branches but selections between two computed values, so that a vector back end can follow them operation by
 * operation: a method here and its vector twin return the same bits, interpreted or compiled, on every machine with IEEE-754
 * arithmetic. Their errors are a few units in the last place (ulp); each method states its own.
 */
package dev.limen.autodiff.math;
