package dev.limen.autodiff.fused;

/**
 * Where one lane's parameters {@code [P]}, nominal numbers {@code [C]}, coefficients {@code [F, 8]} and differences
 * {@code [K, 2]} stand in a kernel's arrays: a point, a tangent at it, or the place of a cotangent.
 */
final class RatePoint {
    double[] theta = {};
    double[] nominal = {};
    double[] factors = {};
    double[] shifts = {};
    int thetaAt;
    int nominalAt;
    int factorsAt;
    int shiftsAt;

    /** Points to four consecutive arrays, from the offsets given for them. */
    void bind(double[][] arrays, int[] at, int first) {
        theta = arrays[first];
        nominal = arrays[first + 1];
        factors = arrays[first + 2];
        shifts = arrays[first + 3];
        thetaAt = at[first];
        nominalAt = at[first + 1];
        factorsAt = at[first + 2];
        shiftsAt = at[first + 3];
    }
}
