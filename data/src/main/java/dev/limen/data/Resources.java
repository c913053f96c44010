package dev.limen.data;

/**
 * What reading events may use of the machine.
 *
 * @param threads threads of DuckDB, at least 1; the result does not depend on it
 * @param duckdbBytes memory of DuckDB while it reads, outside the Java heap [bytes], at least 64 MiB
 * @param tableBytes memory of the tables that are read, in the Java heap [bytes]
 */
public record Resources(int threads, long duckdbBytes, long tableBytes) {
    private static final long LEAST = 64L << 20;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if a number is below its least value
     */
    public Resources {
        if (threads < 1 || duckdbBytes < LEAST || tableBytes < 1) {
            throw new IllegalArgumentException("resources: want threads >= 1, DuckDB memory >= " + LEAST
                    + " bytes and table memory >= 1 byte; got " + threads + ", " + duckdbBytes + " and " + tableBytes);
        }
    }

    /** All cores, 2 GiB for DuckDB, and three quarters of the Java heap for tables. */
    public static Resources standard() {
        Runtime machine = Runtime.getRuntime();
        return new Resources(machine.availableProcessors(), 2L << 30, machine.maxMemory() / 4 * 3);
    }
}
