package dev.limen.histfactory;

import dev.limen.autodiff.fused.RateStructure;
import dev.limen.autodiff.fused.RateStructureBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which parameter acts on which cell: of a walk over channels, their samples and their modifiers.
 *
 * <p>Bins are those of the data, then one for each Poisson constraint: a shapesys' auxiliary measurement is a count with
 * expectation gamma tau.
 */
final class RateLayout {
    private final ParameterSets sets;
    private final Interpolation interpolation;
    private final DataOrder order;
    private final RateStructureBuilder builder;
    private final List<Integer> shifted = new ArrayList<>();
    private final Rows rows;
    private final RateStructure structure;
    private int cellCount;

    /** To which row of the rates a contribution is added. */
    private interface Rows {
        int of(int bin, int cell);
    }

    private RateLayout(
            DataOrder order,
            ParameterSets sets,
            Interpolation interpolation,
            int size,
            Rows rows,
            int[] poissonParameters) {
        this.sets = sets;
        this.interpolation = interpolation;
        this.order = order;
        this.rows = rows;
        this.builder = RateStructure.builder(size, sets.size());
        for (Channel channel : order.channels()) {
            for (Sample sample : channel.samples()) {
                add(channel, sample, order.offset(channel.name()));
            }
        }
        if (poissonParameters.length > 0) {
            int group = builder.group();
            for (int i = 0; i < poissonParameters.length; i++) {
                builder.cellFactor(builder.cell(order.size() + i, group), poissonParameters[i]);
            }
        }
        this.structure = builder.build();
    }

    /**
     * The bins of the data, then those of Poisson constraints.
     *
     * @param poissonParameters the parameters of the Poisson constraints, in their order
     */
    static RateLayout of(DataOrder order, ParameterSets sets, Interpolation interpolation, int[] poissonParameters) {
        int size = order.size() + poissonParameters.length;
        return new RateLayout(order, sets, interpolation, size, (bin, cell) -> bin, poissonParameters);
    }

    /** Each sample's contribution to each bin apart: channel by channel, in the order of the data, sample by sample. */
    static RateLayout apart(DataOrder order, ParameterSets sets, Interpolation interpolation) {
        int cells = order.channels().stream()
                .mapToInt(channel -> channel.bins() * channel.samples().size())
                .sum();
        return new RateLayout(order, sets, interpolation, cells, (bin, cell) -> cell, new int[0]);
    }

    RateStructure structure() {
        return structure;
    }

    /** The cells that histosys shift, in the order of their ends. */
    int[] shiftedCells() {
        return shifted.stream().mapToInt(Integer::intValue).toArray();
    }

    private void add(Channel channel, Sample sample, int offset) {
        int group = builder.group();
        int[] cells = IntStream.range(0, channel.bins())
                .map(bin -> builder.cell(rows.of(offset + bin, cellCount + bin), group))
                .toArray();
        cellCount += cells.length;
        for (Modifier modifier : sample.modifiers()) {
            int parameter = sets.offset(modifier.name());
            switch (modifier.kind()) {
                case NORMFACTOR, LUMI -> builder.groupFactor(group, parameter);
                case NORMSYS ->
                    builder.interpolatedFactor(
                            group, parameter, interpolation.normsys().rule());
                case HISTOSYS -> {
                    for (int cell : cells) {
                        builder.shift(cell, parameter, interpolation.histosys().rule());
                        shifted.add(cell);
                    }
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
}
