package dev.limen.app.optimise;

/**
 * How often an event counts in a replica of the sample: a Poisson number of mean 1, a function of seed, replica and the
 * event's identity, so that before, after and every variation of an event count alike.
 *
 * @param seed another seed is another set of replicas
 * @param replica which one
 * @param identities hashes of the events' identities
 */
record PoissonBootstrap(long seed, int replica, long[] identities) implements HardSample.Multiplicity {
    private static final double E_INVERSE = 0.36787944117144232160;

    @Override
    public int of(int event) {
        long bits = mix(identities[event] ^ mix(seed ^ mix(0x9E3779B97F4A7C15L * (replica + 1))));
        double u = (bits >>> 11) * 0x1p-53;
        int n = 0;
        double term = E_INVERSE;
        double sum = term;
        while (u >= sum && n < 20) {
            n++;
            term /= n;
            sum += term;
        }
        return n;
    }

    /** The finaliser of splitmix64 (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
