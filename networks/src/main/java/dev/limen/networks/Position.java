package dev.limen.networks;

/**
 * Where a training stands and where it looks next, {@code x + fraction move}, in the parameters' own units but for
 * {@code move}, which is in those of their groups.
 *
 * @param x         the last point whose objective was accepted
 * @param objective there; NaN before the first
 * @param move      the full step from there
 * @param fraction  of it that is tried
 * @param undefined how often in a row the objective was undefined
 * @param shortened how often the step was shortened because the objective had not fallen
 */
record Position(double[] x, double objective, double[] move, double fraction, int undefined, int shortened) {

    static Position start(double[] x) {
        return new Position(x, Double.NaN, new double[x.length], 1, 0, 0);
    }

    Position halvedAsUndefined() {
        return new Position(x, objective, move, fraction / 2, undefined + 1, shortened);
    }

    Position halvedAsHigher() {
        return new Position(x, objective, move, fraction / 2, undefined, shortened + 1);
    }
}
