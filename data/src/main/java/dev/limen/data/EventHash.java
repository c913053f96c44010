package dev.limen.data;

/**
 * A 64-bit hash of an event's identity, the same on every machine and in every release.
 *
 * <p>For identity columns {@code a, b, ...}: {@code h = mix(...mix(mix(START, a), b)...)} with
 * {@code mix(h, x) = f(h + G (2 f(x + G) + 1))}, f the finaliser of SplitMix64 and G its odd constant, the golden ratio
 * in 64 bits (Steele, Lea and Flood, OOPSLA 2014, doi 10.1145/2660193.2660195; constants: Stafford's variant 13).
 */
public final class EventHash {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    static final long START = 0x4C696D656E000001L;
    private static final double UNIT = 0x1p-53;

    private EventHash() {}

    /** The hash of the integers that identify an event, in their order. */
    public static long of(long... identity) {
        long hash = START;
        for (long part : identity) {
            hash = mix(hash, part);
        }
        return hash;
    }

    /** A hash of a hash and one more number: another seed, another column. */
    public static long mix(long hash, long value) {
        return finish(hash + GOLDEN * (2 * finish(value + GOLDEN) + 1));
    }

    /** The number in [0, 1) made of the upper 53 bits. */
    public static double uniform(long hash) {
        return (hash >>> 11) * UNIT;
    }

    private static long finish(long bits) {
        long z = bits;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
