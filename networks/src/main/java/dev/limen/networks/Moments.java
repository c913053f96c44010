package dev.limen.networks;

/**
 * What a rule remembers from step to step.
 *
 * @param vectors of the length of the parameters; never written once they are here
 * @param count   pairs that L-BFGS has kept so far
 */
record Moments(double[][] vectors, int count) {

    static Moments zeros(int vectors, int size) {
        return new Moments(new double[vectors][size], 0);
    }

    /** Rows to be written. */
    double[][] copies() {
        double[][] copies = vectors.clone();
        for (int k = 0; k < copies.length; k++) {
            copies[k] = copies[k].clone();
        }
        return copies;
    }
}
