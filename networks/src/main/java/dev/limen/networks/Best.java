package dev.limen.networks;

/**
 * The best point by a check on validation events.
 *
 * @param x         the parameters
 * @param objective the check's result; infinite before the first
 * @param step      at which
 * @param since     checks after it, none of them better
 */
record Best(double[] x, double objective, long step, int since) {

    Best checked(double[] point, double result, long now) {
        return result < objective ? new Best(point, result, now, 0) : new Best(x, objective, step, since + 1);
    }
}
