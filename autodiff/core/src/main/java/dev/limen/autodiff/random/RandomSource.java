package dev.limen.autodiff.random;

import java.nio.charset.StandardCharsets;

/**
 * A family of random streams, one for each index (of an event, a toy, a replica): the numbers depend on seed, purpose
 * and index alone, so they are the same for any number of threads and any order of work.
 *
 * @param seed    chosen by the user
 * @param purpose what the numbers are for; different purposes give independent numbers from one seed
 */
public record RandomSource(long seed, String purpose) {

    /** The stream of an index, at its beginning. */
    public RandomStream at(long index) {
        return new RandomStream(key(), index);
    }

    private long key() {
        // FNV-1a over the purpose, then two rounds of SplitMix64's finaliser with the seed between.
        long hash = 0xCBF29CE484222325L;
        for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return mix(mix(hash) + seed);
    }

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
