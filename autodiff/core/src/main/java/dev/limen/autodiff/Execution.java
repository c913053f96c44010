package dev.limen.autodiff;

import dev.limen.autodiff.internal.plain.PlainBackend;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/**
 * How a program runs. Results do not depend on {@code threads}; they depend on the back end and the block size through
 * the order of sums only.
 *
 * @param backend   where kernels come from first
 * @param threads   the largest number of threads that work on blocks of events
 * @param blockSize events in a block
 */
public record Execution(Backend backend, int threads, int blockSize) {

    /** Events in a block unless chosen otherwise: a dozen columns stay in a core's second cache. */
    public static final int BLOCK_SIZE = 4096;

    public Execution {
        if (threads < 1 || blockSize < 1) {
            throw new IllegalArgumentException("execution: " + threads + " threads, blocks of " + blockSize
                    + " events; expected 1 or more of each");
        }
        if (!backend.isAvailable()) {
            throw new IllegalArgumentException("back end " + backend.name() + ": " + backend.unavailable());
        }
    }

    /** Names the back end that {@link #preferred} takes. */
    public static final String BACKEND_PROPERTY = "limen.backend";

    /**
     * The back end that the system property {@value #BACKEND_PROPERTY} names, else the one of highest priority above 0
     * that can run here, on all processors.
     *
     * @throws IllegalArgumentException naming those that there are, if the property names none of them
     */
    public static Execution preferred() {
        String named = System.getProperty(BACKEND_PROPERTY);
        if (named != null) {
            return on(named);
        }
        // Those that are never preferred are not asked whether they could run: that may load what nobody wants.
        Backend best = ServiceLoader.load(Backend.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(backend -> backend.priority() > 0 && backend.isAvailable())
                .max(Comparator.comparingInt(Backend::priority))
                .orElseGet(PlainBackend::new);
        return new Execution(best, Runtime.getRuntime().availableProcessors(), BLOCK_SIZE);
    }

    /** The plain-Java back end on all processors. */
    public static Execution plain() {
        return new Execution(new PlainBackend(), Runtime.getRuntime().availableProcessors(), BLOCK_SIZE);
    }

    /**
     * The back end of this name.
     *
     * @throws IllegalArgumentException naming those that there are, if it is none of them or cannot run here
     */
    public static Execution on(String backend) {
        if (backend.equals(PlainBackend.NAME)) {
            // The others need not be looked for.
            return plain();
        }
        List<Backend> found = new java.util.ArrayList<>(List.of(new PlainBackend()));
        ServiceLoader.load(Backend.class).forEach(found::add);
        Backend chosen = found.stream()
                .filter(candidate -> candidate.name().equals(backend))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "back end '" + backend + "' is not on the class path; found "
                                        + found.stream().map(Backend::name).toList()
                                        + ". Back ends are the artifacts dev.limen:limen-autodiff-NAME: add the one you want."));
        return new Execution(chosen, Runtime.getRuntime().availableProcessors(), BLOCK_SIZE);
    }

    /** The same in blocks of so many events at most. */
    Execution withBlocksOf(int most) {
        return most >= blockSize ? this : new Execution(backend, threads, most);
    }

    /** The same on another number of threads. */
    public Execution withThreads(int count) {
        return new Execution(backend, count, blockSize);
    }
}
