package dev.limen.app.report;

import java.util.List;

/**
 * A stacked histogram.
 *
 * @param processes from the bottom up, the signal last
 * @param errors the total background's uncertainty in each bin
 * @param data observed events in each bin; empty while blind
 */
public record Stack(List<Contribution> processes, List<Double> errors, List<Double> data) {

    /** Copies the lists. */
    public Stack {
        processes = List.copyOf(processes);
        errors = List.copyOf(errors);
        data = List.copyOf(data);
    }

    /**
     * One process.
     *
     * @param name of the sample
     * @param signal whether it is drawn as signal
     * @param yields expected events in each bin
     */
    public record Contribution(String name, boolean signal, List<Double> yields) {
        /** Copies the list. */
        public Contribution {
            yields = List.copyOf(yields);
        }
    }

    /** The same with all processes alike, so that the uncertainty is that of their sum. */
    Stack undivided() {
        return new Stack(
                processes.stream()
                        .map(process -> new Contribution(process.name(), false, process.yields()))
                        .toList(),
                errors,
                data);
    }

    double background(int bin) {
        return processes.stream()
                .filter(process -> !process.signal())
                .mapToDouble(process -> process.yields().get(bin))
                .sum();
    }

    double signal(int bin) {
        return processes.stream()
                .filter(Contribution::signal)
                .mapToDouble(process -> process.yields().get(bin))
                .sum();
    }

    double error(int bin) {
        return errors.isEmpty() ? 0 : errors.get(bin);
    }
}
