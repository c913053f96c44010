package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The numbers of a workspace as {@link Coefficients} has them, computed as the expressions of its templates are, to the last
 * bit.
 *
 * @param coefficients in the order of the record {@link Coefficients}
 * @param main         observed counts {@code [bins]}; of a channel without observation NaN
 * @param auxiliary    auxiliary data
 */
record ModelNumbers(List<double[]> coefficients, double[] main, double[] auxiliary) {

    static ModelNumbers of(Workspace workspace, Measurement measurement, ParameterSets sets, DataOrder order) {
        ConstraintNumbers constraints = new ConstraintNumbers(workspace, measurement);
        Joined nominal = new Joined();
        Joined normsysLow = new Joined();
        Joined normsysHigh = new Joined();
        Joined histosysLow = new Joined();
        Joined histosysHigh = new Joined();
        for (Channel channel : order.channels()) {
            for (Sample sample : channel.samples()) {
                nominal.add(sample.data());
                for (Modifier modifier : sample.modifiers()) {
                    if (modifier instanceof NormSys factor) {
                        normsysLow.add(List.of(factor.lo()));
                        normsysHigh.add(List.of(factor.hi()));
                    } else if (modifier instanceof HistoSys shift) {
                        histosysLow.add(shift.loData());
                        histosysHigh.add(shift.hiData());
                    }
                }
            }
        }
        Joined taus = new Joined();
        Joined weights = new Joined();
        Joined auxiliary = new Joined();
        for (ParameterSet set : sets.sets()) {
            if (set.constraint() == Constraint.POISSON) {
                List<Double> tau = constraints.tau(set);
                taus.add(tau);
                auxiliary.add(measurement
                        .parameter(set.name())
                        .flatMap(ParameterConfig::auxdata)
                        .orElse(tau));
            } else if (set.constraint() != Constraint.UNCONSTRAINED) {
                weights.add(constraints.weight(set));
                auxiliary.add(set.auxdata());
            }
        }
        return new ModelNumbers(
                List.of(
                        nominal.values(),
                        normsysLow.values(),
                        normsysHigh.values(),
                        histosysLow.values(),
                        histosysHigh.values(),
                        taus.values(),
                        weights.values()),
                observed(workspace, order),
                auxiliary.values());
    }

    private static double[] observed(Workspace workspace, DataOrder order) {
        Joined main = new Joined();
        for (Channel channel : order.channels()) {
            Optional<Observation> seen = workspace.observations().stream()
                    .filter(each -> each.name().equals(channel.name()))
                    .findFirst();
            main.add(seen.map(Observation::data).orElseGet(() -> DoubleStream.generate(() -> Double.NaN)
                    .limit(channel.bins())
                    .boxed()
                    .toList()));
        }
        return main.values();
    }

    /** The length of each vector of coefficients. */
    List<Integer> lengths() {
        return coefficients.stream().map(values -> values.length).toList();
    }

    /** The coefficients as tensors. */
    List<Tensor> tensors() {
        return coefficients.stream().map(Tensor::of).toList();
    }

    /** The coefficients as constants. */
    Coefficients constants() {
        List<Expr> all = tensors().stream().map(Expr::constant).toList();
        return new Coefficients(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4), all.get(5), all.get(6));
    }

    /** ModelNumbers one behind the other. */
    private static final class Joined {
        private double[] values = new double[16];
        private int size;

        void add(List<Double> more) {
            if (size + more.size() > values.length) {
                values = Arrays.copyOf(values, Math.max(2 * values.length, size + more.size()));
            }
            for (double value : more) {
                values[size++] = value;
            }
        }

        double[] values() {
            return Arrays.copyOf(values, size);
        }
    }
}
