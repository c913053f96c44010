package dev.limen.networks;

import dev.limen.autodiff.math.Logarithm;

/** Mean and deviation of one column over training events. */
final class ColumnFit {
    private final String name;
    private final Standardisation.Scale scale;
    private final double[] values;
    private final double[] weights;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    ColumnFit(String name, Standardisation.Scale scale, double[] values, double[] weights) {
        this.name = name;
        this.scale = scale;
        this.values = values;
        this.weights = weights;
        if (values.length != weights.length) {
            throw new IllegalArgumentException("Column '" + name + "' has " + values.length + " values and there are "
                    + weights.length + " event weights; expected as many.");
        }
    }

    Standardisation.Column column() {
        look();
        double total = 0;
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            if (weights[i] != 0) {
                total += Math.abs(weights[i]);
                sum += Math.abs(weights[i]) * scaled(i);
            }
        }
        double mean = sum / total;
        double square = 0;
        for (int i = 0; i < values.length; i++) {
            if (weights[i] != 0) {
                double distance = scaled(i) - mean;
                square += Math.abs(weights[i]) * distance * distance;
            }
        }
        double floor = scale == Standardisation.Scale.LOGARITHMIC ? lowest : 1;
        return new Standardisation.Column(name, scale, floor, mean, Math.sqrt(square / total));
    }

    private void look() {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(weights[i])) {
                throw new IllegalArgumentException("The weight of training event " + i + " is " + weights[i]
                        + "; expected a finite number. Remove the event, or repair its weight.");
            }
            if (weights[i] == 0) {
                continue;
            }
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("Column '" + name + "' is " + values[i] + " in training event " + i
                        + "; a network's input must be finite. Select events where it is defined, or give it a value where it"
                        + " is not.");
            }
            lowest = Math.min(lowest, values[i]);
            highest = Math.max(highest, values[i]);
        }
        if (lowest == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("Column '" + name + "': there is no training event with a weight.");
        }
        if (lowest == highest) {
            throw new IllegalArgumentException("Column '" + name + "' is " + lowest
                    + " in all training events with a weight; a network can learn nothing of it. Leave it out.");
        }
        if (scale == Standardisation.Scale.LOGARITHMIC && !(lowest > 0)) {
            throw new IllegalArgumentException("Column '" + name + "' goes down to " + lowest
                    + " in training events and has no logarithm there. Leave it on a linear scale.");
        }
    }

    private double scaled(int i) {
        return scale == Standardisation.Scale.LOGARITHMIC ? Logarithm.log(values[i]) : values[i];
    }
}
