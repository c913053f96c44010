package dev.limen.histfactory;

import dev.limen.autodiff.Implicit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Normsys so large that they may give the likelihood two minima: one in which the sample is nothing, and one in which it
 * makes up for events that no other sample has.
 */
final class HugeFactors {
    /** Beyond which, or below whose inverse, a factor is huge. */
    private static final double FACTOR = 5;
    /** In units of the bin's statistical error: less makes up for nothing. */
    private static final double VISIBLE = 0.25;

    private HugeFactors() {}

    /** Of each parameter of a huge factor 0 and those of -1 and +1 where it is huge; parameters in their order. */
    static List<Implicit.Trial> of(DataOrder order, ParameterSets sets) {
        Map<Integer, SortedSet<Double>> values = new TreeMap<>();
        for (Channel channel : order.channels()) {
            double[] totals = new double[channel.bins()];
            for (Sample sample : channel.samples()) {
                Arrays.setAll(totals, b -> totals[b] + sample.data().get(b));
            }
            for (Sample sample : channel.samples()) {
                for (Modifier modifier : sample.modifiers()) {
                    if (modifier instanceof NormSys normsys) {
                        add(-1, normsys.lo(), sample, totals, sets.offset(normsys.name()), values);
                        add(1, normsys.hi(), sample, totals, sets.offset(normsys.name()), values);
                    }
                }
            }
        }
        List<Implicit.Trial> trials = new ArrayList<>();
        values.forEach((parameter, at) -> at.forEach(value -> trials.add(new Implicit.Trial(parameter, value))));
        return List.copyOf(trials);
    }

    private static void add(
            double side,
            double factor,
            Sample sample,
            double[] totals,
            int parameter,
            Map<Integer, SortedSet<Double>> values) {
        if ((factor > FACTOR || factor < 1 / FACTOR) && visible(sample, factor, totals)) {
            values.computeIfAbsent(parameter, key -> new TreeSet<>(List.of(0.0)))
                    .add(side);
        }
    }

    private static boolean visible(Sample sample, double factor, double[] totals) {
        for (int b = 0; b < totals.length; b++) {
            double shift = Math.abs(sample.data().get(b) * (factor - 1));
            if (shift > VISIBLE * Math.sqrt(Math.abs(totals[b]))) {
                return true;
            }
        }
        return false;
    }
}
