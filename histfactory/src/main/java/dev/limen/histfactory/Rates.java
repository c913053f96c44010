package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.fused.PoissonRates;
import dev.limen.autodiff.fused.RateStructure;
import dev.limen.autodiff.fused.RateStructureBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The expected counts of a model and their Poisson log-probability.
 *
 * <p>Bins are those of the data, then one for each Poisson constraint: a shapesys' auxiliary measurement is a count with
 * expectation gamma tau.
 */
final class Rates {
    private final RateStructure structure;
    private final Expr nominal;
    private final Expr factors;
    private final Expr shifts;

    private Rates(Layout layout, List<Expr> contents) {
        this.structure = layout.builder.build();
        this.nominal = Expr.concat(0, contents);
        Expr lows = stacked(layout.normsysLows);
        Expr highs = stacked(layout.normsysHighs);
        this.factors = PoissonRates.factorCoefficients(lows, highs);
        Expr cells = nominal.take(
                0, layout.shiftCells.stream().mapToInt(Integer::intValue).toArray());
        this.shifts = PoissonRates.shiftDifferences(joined(layout.histosysLows), cells, joined(layout.histosysHighs));
    }

    static Rates of(
            DataOrder order,
            ParameterSets sets,
            Interpolation interpolation,
            Templates templates,
            Constraints constraints) {
        int[] poisson = constraints.poissonParameters();
        Layout layout =
                new Layout(order, sets, interpolation, templates, order.size() + poisson.length, (bin, cell) -> bin);
        layout.addPoissonConstraints(poisson);
        List<Expr> contents = new ArrayList<>(layout.nominals);
        contents.add(constraints.taus());
        return new Rates(layout, contents);
    }

    /** Each sample's contribution to each bin apart: channel by channel, in the order of the data, sample by sample. */
    static Rates apart(DataOrder order, ParameterSets sets, Interpolation interpolation, Templates templates) {
        int cells = order.channels().stream()
                .mapToInt(channel -> channel.bins() * channel.samples().size())
                .sum();
        Layout layout = new Layout(order, sets, interpolation, templates, cells, (bin, cell) -> cell);
        return new Rates(layout, layout.nominals);
    }

    private static Expr stacked(List<Expr> scalars) {
        return scalars.isEmpty() ? Expr.zeros(Shape.of(0)) : Expr.stack(scalars);
    }

    private static Expr joined(List<Expr> vectors) {
        return vectors.isEmpty() ? Expr.zeros(Shape.of(0)) : Expr.concat(0, vectors);
    }

    /** Expected counts, those of Poisson constraints behind those of the data. */
    Expr rates(Expr theta) {
        return PoissonRates.rates(structure, theta, nominal, factors, shifts);
    }

    /** The log-probability of counts in the same order. */
    Expr logProbability(Expr theta, Expr counts) {
        return PoissonRates.logProbability(structure, theta, nominal, factors, shifts, counts);
    }

    /** To which row of the rates a contribution is added. */
    private interface Rows {
        int of(int bin, int cell);
    }

    /** Walks over channels, samples and modifiers and notes who acts where. */
    private static final class Layout {
        private final ParameterSets sets;
        private final Interpolation interpolation;
        private final RateStructureBuilder builder;
        private final DataOrder order;
        private final Rows rows;
        private final List<Expr> nominals = new ArrayList<>();
        private final List<Expr> normsysLows = new ArrayList<>();
        private final List<Expr> normsysHighs = new ArrayList<>();
        private final List<Expr> histosysLows = new ArrayList<>();
        private final List<Expr> histosysHighs = new ArrayList<>();
        private final List<Integer> shiftCells = new ArrayList<>();
        private int cellCount;

        Layout(
                DataOrder order,
                ParameterSets sets,
                Interpolation interpolation,
                Templates templates,
                int size,
                Rows rows) {
            this.sets = sets;
            this.interpolation = interpolation;
            this.order = order;
            this.rows = rows;
            this.builder = RateStructure.builder(size, sets.size());
            for (Channel channel : order.channels()) {
                for (Sample sample : channel.samples()) {
                    add(
                            channel,
                            sample,
                            order.offset(channel.name()),
                            templates.template(channel.name(), sample.name()));
                }
            }
        }

        private void add(Channel channel, Sample sample, int offset, Template template) {
            int group = builder.group();
            int[] cells = IntStream.range(0, channel.bins())
                    .map(bin -> builder.cell(rows.of(offset + bin, cellCount + bin), group))
                    .toArray();
            cellCount += cells.length;
            nominals.add(template.nominal());
            for (Modifier modifier : sample.modifiers()) {
                int parameter = sets.offset(modifier.name());
                switch (modifier.kind()) {
                    case NORMFACTOR, LUMI -> builder.groupFactor(group, parameter);
                    case NORMSYS -> {
                        builder.interpolatedFactor(
                                group, parameter, interpolation.normsys().rule());
                        normsysLows.add(template.normsys(modifier.name()).low());
                        normsysHighs.add(template.normsys(modifier.name()).high());
                    }
                    case HISTOSYS -> {
                        for (int cell : cells) {
                            builder.shift(
                                    cell, parameter, interpolation.histosys().rule());
                            shiftCells.add(cell);
                        }
                        histosysLows.add(template.histosys(modifier.name()).low());
                        histosysHighs.add(template.histosys(modifier.name()).high());
                    }
                    case SHAPEFACTOR, SHAPESYS -> addGammas(cells, parameter);
                    case STATERROR -> addGammas(cells, parameter + channelOffset(modifier.name(), channel.name()));
                }
            }
        }

        private void addGammas(int[] cells, int first) {
            for (int bin = 0; bin < cells.length; bin++) {
                builder.cellFactor(cells[bin], first + bin);
            }
        }

        /** The components of a staterror stand for its channels' bins, one channel after the other. */
        private int channelOffset(String name, String channel) {
            int offset = 0;
            for (String before : sets.set(name).channels()) {
                if (before.equals(channel)) {
                    return offset;
                }
                offset += bins(before);
            }
            throw new IllegalStateException("staterror '" + name + "' has no channel '" + channel + "'");
        }

        private int bins(String channel) {
            return order.channels().stream()
                    .filter(c -> c.name().equals(channel))
                    .mapToInt(Channel::bins)
                    .findFirst()
                    .orElseThrow();
        }

        void addPoissonConstraints(int[] parameters) {
            int group = builder.group();
            for (int i = 0; i < parameters.length; i++) {
                builder.cellFactor(builder.cell(order.size() + i, group), parameters[i]);
            }
        }
    }
}
