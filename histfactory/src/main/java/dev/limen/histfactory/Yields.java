package dev.limen.histfactory;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.Covariance;
import dev.limen.inference.Data;
import dev.limen.inference.Propagated;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Expected events by channel, sample and bin, with the uncertainties that the parameters give them.
 *
 * <p>sigma^2 = diag(J V J') with the exact Jacobian J of the yields and the parameters' covariance V, by one forward
 * derivative a parameter ({@link Covariance#propagate}); correlations between bins, samples and parameters are in the
 * totals and sums.
 */
public final class Yields {
    private final Covariance covariance;
    private final List<ChannelYields> channels;

    /**
     * A process in a channel, or all of them together.
     *
     * @param name     the sample's, or the channel's for the total
     * @param values   events {@code [bins]}
     * @param sigmas   their standard deviations
     * @param sum      of all bins
     * @param sumSigma its standard deviation
     */
    public record Row(String name, List<Double> values, List<Double> sigmas, double sum, double sumSigma) {
        /** Copies the lists. */
        public Row {
            values = List.copyOf(values);
            sigmas = List.copyOf(sigmas);
        }
    }

    /**
     * A channel.
     *
     * @param name    its name
     * @param samples the processes, in the order of the document
     * @param total   of all samples
     */
    public record ChannelYields(String name, List<Row> samples, Row total) {
        /** Copies the list. */
        public ChannelYields {
            samples = List.copyOf(samples);
        }
    }

    private Yields(Model model, Covariance covariance) {
        this.covariance = covariance;
        Layout layout = new Layout(model.order());
        Propagated all = covariance.propagate(theta -> layout.all(model.contributions(theta)));
        this.channels = layout.channels(all);
    }

    /** Before any fit: parameters at their starts, constrained ones as uncertain as their auxiliary measurements. */
    public static Yields prefit(Model model) {
        return new Yields(model, Covariance.prefit(model));
    }

    /**
     * After a fit to data.
     *
     * @throws dev.limen.autodiff.NotConvergedException if the fit did not converge, or the data leave some direction of
     *     the parameters undetermined
     */
    public static Yields postfit(Model model, Data data) {
        return new Yields(model, Covariance.of(model, data));
    }

    /** The channels, sorted by name as the data are. */
    public List<ChannelYields> channels() {
        return List.copyOf(channels);
    }

    /** The parameters behind the numbers. */
    public Covariance covariance() {
        return covariance;
    }

    /** The certificates of all fits behind the numbers; none before a fit. */
    public List<Certificate> certificates() {
        return covariance.certificates();
    }

    /** Where the numbers of a vector belong: contributions, then bins, then the samples' sums, then the channels'. */
    private static final class Layout {
        private final DataOrder order;
        private final List<Integer> bins = new ArrayList<>();
        private final List<Integer> samples = new ArrayList<>();
        private final List<Integer> owners = new ArrayList<>();
        private int rows;

        Layout(DataOrder order) {
            this.order = order;
            for (int c = 0; c < order.channels().size(); c++) {
                Channel channel = order.channels().get(c);
                for (int s = 0; s < channel.samples().size(); s++) {
                    for (int bin = 0; bin < channel.bins(); bin++) {
                        bins.add(order.offset(channel.name()) + bin);
                        samples.add(rows);
                        owners.add(c);
                    }
                    rows++;
                }
            }
        }

        Expr all(Expr contributions) {
            return Expr.concat(
                    0,
                    List.of(
                            contributions,
                            added(contributions, bins, order.size()),
                            added(contributions, samples, rows),
                            added(contributions, owners, order.channels().size())));
        }

        private static Expr added(Expr contributions, List<Integer> targets, int size) {
            int[] positions = targets.stream().mapToInt(Integer::intValue).toArray();
            return contributions.scatterAdd(0, Expr.constant(Tensor.ofInts(positions)), size);
        }

        List<ChannelYields> channels(Propagated all) {
            int binsFrom = bins.size();
            int rowsFrom = binsFrom + order.size();
            int channelsFrom = rowsFrom + rows;
            List<ChannelYields> found = new ArrayList<>();
            int cell = 0;
            int row = 0;
            for (int c = 0; c < order.channels().size(); c++) {
                Channel channel = order.channels().get(c);
                List<Row> parts = new ArrayList<>();
                for (Sample sample : channel.samples()) {
                    parts.add(row(all, sample.name(), cell, channel.bins(), rowsFrom + row));
                    cell += channel.bins();
                    row++;
                }
                int first = binsFrom + order.offset(channel.name());
                Row total = row(all, channel.name(), first, channel.bins(), channelsFrom + c);
                found.add(new ChannelYields(channel.name(), parts, total));
            }
            return found;
        }

        private static Row row(Propagated all, String name, int from, int count, int sum) {
            List<Integer> range = IntStream.range(from, from + count).boxed().toList();
            return new Row(
                    name,
                    range.stream().map(all.values()::get).toList(),
                    range.stream().map(all.sigmas()::get).toList(),
                    all.values().get(sum),
                    all.sigmas().get(sum));
        }
    }
}
