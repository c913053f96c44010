package dev.limen.app.optimise;

import dev.limen.app.analysis.Network;
import dev.limen.app.analysis.ObjectSet;
import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;
import dev.limen.autodiff.Expr;
import dev.limen.data.EventTable;
import dev.limen.data.Split;
import dev.limen.networks.Standardisation;
import java.util.ArrayList;
import java.util.List;

/**
 * Mean and standard deviation of what deep sets read, over the objects of training events that pass hard cuts at the
 * thresholds' starts; signal and background in equal parts.
 */
record ObjectScales(Plan plan, EventSets sets) {
    /** Deviations below this part of the mean are rounding. */
    private static final double ROUNDING = 1e-12;

    private static final List<Role> ROLES = List.of(Role.SIGNAL, Role.BACKGROUND);

    /**
     * Of a network's deep set.
     *
     * @throws OptimisationException if a column has the same value in all objects
     */
    Standardisation of(Network network, ObjectSet set) {
        List<Counted> samples = counted(set);
        List<Standardisation.Column> scales = new ArrayList<>();
        for (int k = 0; k < set.inputs().size(); k++) {
            int column = k;
            double mean = mean(samples, set, objects -> objects.columns().get(column));
            double deviation = Math.sqrt(mean(
                    samples,
                    set,
                    objects -> objects.columns().get(column).sub(mean).square()));
            if (!(deviation > ROUNDING * Math.abs(mean))) {
                throw new OptimisationException("/networks/" + network.name() + "/deep_set/inputs/" + k
                        + ": the column '" + set.inputs().get(k) + "' is " + mean + " in all objects of training events"
                        + " that pass cuts where they start, which tells a network nothing. Remove it from the inputs, or"
                        + " start the cuts elsewhere.");
            }
            scales.add(
                    new Standardisation.Column(set.inputs().get(k), Standardisation.Scale.LINEAR, 1, mean, deviation));
        }
        return new Standardisation(scales);
    }

    /** A number of each object {@code [objects]}. */
    private interface OfObjects {
        Expr of(NetworkInputs.Objects objects);
    }

    /**
     * Training events of a sample.
     *
     * @param counts how many objects each event has
     */
    private record Counted(Role role, EventTable table, double[] weights, double[] counts) {}

    private List<Counted> counted(ObjectSet set) {
        List<Counted> samples = new ArrayList<>();
        for (Role role : ROLES) {
            for (Sample sample : plan.analysis().samples(role)) {
                EventTable table = sets.events(sample.name(), Split.Part.TRAIN).nominal();
                double[] counts = perEvent(table, set, NetworkInputs.Objects::weight);
                samples.add(new Counted(role, table, table.weight().toDoubles(), counts));
            }
        }
        return samples;
    }

    /** The mean over objects; 0 where there are none. */
    private double mean(List<Counted> samples, ObjectSet set, OfObjects number) {
        double sum = 0;
        int roles = 0;
        for (Role role : ROLES) {
            double part = 0;
            double total = 0;
            for (Counted sample : samples) {
                if (sample.role() != role) {
                    continue;
                }
                double[] sums = perEvent(
                        sample.table(), set, objects -> objects.weight().mul(number.of(objects)));
                for (int i = 0; i < sums.length; i++) {
                    double weight = Math.abs(sample.weights()[i]);
                    part += weight * sums[i];
                    total += weight * sample.counts()[i];
                }
            }
            if (total > 0) {
                sum += part / total;
                roles++;
            }
        }
        return roles > 0 ? sum / roles : 0;
    }

    private double[] perEvent(EventTable table, ObjectSet set, OfObjects number) {
        return new HardSelection(plan, table, plan.start()).evaluated(columns -> {
            NetworkInputs.Objects objects = columns.objects(set, Slot.NOMINAL);
            return objects.segments().sum(number.of(objects));
        });
    }
}
