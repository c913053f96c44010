package dev.limen.inference;

/**
 * How many pseudo-experiments are made, from which random numbers, and on how many cores.
 *
 * <p>Toy i draws from the counter-based numbers of its own index: results are the same bits for any number of threads,
 * and neighbouring signal strengths share their fluctuations.
 *
 * @param count   toys of each ensemble (signal plus background, and background alone), 1 or more
 * @param seed    of the random numbers
 * @param threads 1 or more
 * @param journal is told of the toys
 */
public record Toys(int count, long seed, int threads, ToyJournal journal) {

    /** Checks the numbers. */
    public Toys {
        if (count < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "toys: count " + count + ", threads " + threads + "; expected 1 or more of each");
        }
    }

    /** Toys of which nobody is told. */
    public Toys(int count, long seed, int threads) {
        this(count, seed, threads, ToyJournal.NONE);
    }

    /** Toys on all processors. */
    public static Toys of(int count, long seed) {
        return new Toys(count, seed, Runtime.getRuntime().availableProcessors());
    }

    /** The same on another number of threads. */
    public Toys withThreads(int other) {
        return new Toys(count, seed, other, journal);
    }

    /** The same, with a journal. */
    public Toys withJournal(ToyJournal other) {
        return new Toys(count, seed, threads, other);
    }
}
