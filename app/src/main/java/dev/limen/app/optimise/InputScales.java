package dev.limen.app.optimise;

import dev.limen.app.analysis.Network;
import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;
import dev.limen.data.EventTable;
import dev.limen.data.Split;
import dev.limen.networks.Standardisation;
import java.util.ArrayList;
import java.util.List;

/**
 * Mean and standard deviation of networks' inputs on training events, signal and background in equal parts: a rare signal
 * counts as much as what it hides in. Quantities of objects are those of hard cuts at the thresholds' starts.
 */
final class InputScales {
    /** Deviations below this part of the largest value are rounding. */
    private static final double ROUNDING = 1e-12;

    private final Plan plan;
    private final EventSets sets;

    private InputScales(Plan plan, EventSets sets) {
        this.plan = plan;
        this.sets = sets;
    }

    /**
     * One for each network.
     *
     * @throws OptimisationException if an input has the same value in all events
     */
    static List<InputScale> fit(Plan plan, EventSets sets) {
        InputScales scales = new InputScales(plan, sets);
        ObjectScales objects = new ObjectScales(plan, sets);
        return plan.analysis().networks().stream()
                .map(network -> new InputScale(scales.of(network), network.set().map(set -> objects.of(network, set))))
                .toList();
    }

    private Standardisation of(Network network) {
        List<Standardisation.Column> scales = new ArrayList<>();
        for (int k = 0; k < network.inputs().size(); k++) {
            String name = network.inputs().get(k);
            List<Column> columns = columns(name);
            double mean = mean(columns, 1, 0);
            double deviation = Math.sqrt(mean(columns, 2, mean));
            double largest = columns.stream().mapToDouble(Column::largest).max().orElse(0);
            if (!(deviation > ROUNDING * largest)) {
                boolean ofObjects = plan.quantity(name).isPresent();
                throw new OptimisationException("/networks/" + network.name() + "/inputs/" + k + ": the "
                        + (ofObjects ? "quantity '" : "column '") + name + "' is " + mean + " in all training events"
                        + (ofObjects ? " with cuts where they start" : "")
                        + ", which tells a network nothing. Remove it from the inputs"
                        + (ofObjects ? ", or start its cuts elsewhere." : "."));
            }
            scales.add(new Standardisation.Column(name, Standardisation.Scale.LINEAR, 1, mean, deviation));
        }
        return new Standardisation(scales);
    }

    private List<Column> columns(String name) {
        List<Column> columns = new ArrayList<>();
        for (Role role : new Role[] {Role.SIGNAL, Role.BACKGROUND}) {
            double total = 0;
            List<Column> own = new ArrayList<>();
            for (Sample sample : plan.analysis().samples(role)) {
                EventTable table = sets.events(sample.name(), Split.Part.TRAIN).nominal();
                // Quantities of objects are defined in all events; networks are judged by hard ones.
                Column column = new Column(
                        new HardSelection(plan, table, plan.start()).values(name),
                        table.weight(plan.quantity(name).isPresent() ? List.of() : List.of(name))
                                .toDoubles());
                own.add(column);
                total += column.total();
            }
            for (Column column : own) {
                columns.add(column.scaled(total));
            }
        }
        return columns;
    }

    /** Mean of a power of the distance from an origin; 0 where nothing is defined. */
    private static double mean(List<Column> columns, int power, double origin) {
        double sum = 0;
        double total = 0;
        for (Column column : columns) {
            for (int i = 0; i < column.values().length; i++) {
                double weight = Math.abs(column.weights()[i]);
                double distance = column.values()[i] - origin;
                sum += weight * (power == 1 ? distance : distance * distance);
                total += weight;
            }
        }
        return total > 0 ? sum / total : 0;
    }

    /** A sample's values, with weights of 0 where they are undefined. */
    private record Column(double[] values, double[] weights) {
        double total() {
            double total = 0;
            for (double weight : weights) {
                total += Math.abs(weight);
            }
            return total;
        }

        double largest() {
            double largest = 0;
            for (double value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
            return largest;
        }

        Column scaled(double total) {
            double[] scaled = weights.clone();
            for (int i = 0; i < scaled.length && total > 0; i++) {
                scaled[i] /= total;
            }
            return new Column(values, scaled);
        }
    }
}
