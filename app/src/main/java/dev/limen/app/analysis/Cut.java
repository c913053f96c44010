package dev.limen.app.analysis;

import java.util.List;
import java.util.Optional;

/** A cut with thresholds that move: soft by its width while training, hard where numbers are quoted. */
public sealed interface Cut {

    /** How regions refer to it. */
    String name();

    /** The column it cuts on. */
    String column();

    /** Where thresholds may go, in units of the column. */
    Range range();

    /** The soft cut's width in units of the column, above 0. */
    double width();

    /** The step to which thresholds are rounded in the end. */
    Optional<Double> round();

    /** What moves, in the order lower, upper. */
    List<Threshold> thresholds();

    /** Keeps column &gt; threshold. */
    record Above(String name, String column, double start, Range range, double width, Optional<Double> round)
            implements Cut {
        @Override
        public List<Threshold> thresholds() {
            return List.of(new Threshold(name, start, range));
        }
    }

    /** Keeps column &lt; threshold. */
    record Below(String name, String column, double start, Range range, double width, Optional<Double> round)
            implements Cut {
        @Override
        public List<Threshold> thresholds() {
            return List.of(new Threshold(name, start, range));
        }
    }

    /** Keeps low &lt; column &lt; high. */
    record Window(
            String name,
            String column,
            double startLow,
            double startHigh,
            Range range,
            double width,
            Optional<Double> round)
            implements Cut {
        @Override
        public List<Threshold> thresholds() {
            return List.of(
                    new Threshold(name + ".low", startLow, range), new Threshold(name + ".high", startHigh, range));
        }
    }
}
