package dev.limen.app.optimise;

import dev.limen.data.EventHash;

/**
 * How often an event counts in a replica of a sample: a Poisson number of mean 1, a function of seed, replica, the sample
 * and the event's identity, so that before, after and every variation of an event count alike.
 *
 * <p>Events of two samples are independent although numbers often begin anew in each: the sample's name is in the key.
 */
final class PoissonBootstrap implements HardSample.Multiplicity {
    private static final double E_INVERSE = 0.36787944117144232160;

    private final long key;
    private final long[] identities;

    /**
     * One replica.
     *
     * @param seed another seed is another set of replicas
     * @param replica which one
     * @param sample the sample's name
     * @param identities hashes of the events' identities, not copied
     */
    PoissonBootstrap(long seed, int replica, String sample, long[] identities) {
        long name = EventHash.of(sample.codePoints().asLongStream().toArray());
        this.key = EventHash.mix(EventHash.mix(name, seed), replica);
        this.identities = identities;
    }

    @Override
    public int of(int event) {
        double u = EventHash.uniform(EventHash.mix(key, identities[event]));
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
}
