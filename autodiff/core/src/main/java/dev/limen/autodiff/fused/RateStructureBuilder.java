package dev.limen.autodiff.fused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts together a {@link RateStructure}; each method returns the number of what it adds, counted from 0. */
public final class RateStructureBuilder {
    final int bins;
    final int parameters;
    int groups;
    final Indices cellBin = new Indices();
    final Indices cellGroup = new Indices();
    final Indices entryGroup = new Indices();
    final Indices entryTheta = new Indices();
    final Indices entryFactor = new Indices();
    final Indices ownCell = new Indices();
    final Indices ownTheta = new Indices();
    final Indices shiftCell = new Indices();
    final Indices shiftSlot = new Indices();
    final Indices slotTheta = new Indices();
    final List<ShiftRule> slotRule = new ArrayList<>();
    final List<FactorRule> factorRule = new ArrayList<>();
    /** Slots by their parameter. */
    private final Map<ShiftRule, Map<Integer, Integer>> slotsByRule = new EnumMap<>(ShiftRule.class);

    RateStructureBuilder(int bins, int parameters) {
        if (bins < 1 || parameters < 0) {
            throw new IllegalArgumentException("rates: " + bins + " bins and " + parameters
                    + " parameters; expected one bin at least, and no negative number");
        }
        this.bins = bins;
        this.parameters = parameters;
    }

    /** Adds a group of cells: they share its factors. */
    public int group() {
        return groups++;
    }

    /** Adds a cell, a term of the rate of {@code bin}; its number is its place among the nominal numbers. */
    public int cell(int bin, int group) {
        cellBin.add(within("bin", bin, bins));
        cellGroup.add(within("group", group, groups));
        return cellBin.size() - 1;
    }

    /** Multiplies the cells of a group by a parameter. */
    public RateStructureBuilder groupFactor(int group, int parameter) {
        entryGroup.add(within("group", group, groups));
        entryTheta.add(within("parameter", parameter, parameters));
        entryFactor.add(-1);
        return this;
    }

    /** Multiplies the cells of a group by a factor interpolated in a parameter; its number is its row of coefficients. */
    public int interpolatedFactor(int group, int parameter, FactorRule rule) {
        entryGroup.add(within("group", group, groups));
        entryTheta.add(within("parameter", parameter, parameters));
        entryFactor.add(factorRule.size());
        factorRule.add(rule);
        return factorRule.size() - 1;
    }

    /** Multiplies one cell by a parameter. */
    public RateStructureBuilder cellFactor(int cell, int parameter) {
        ownCell.add(within("cell", cell, cellBin.size()));
        ownTheta.add(within("parameter", parameter, parameters));
        return this;
    }

    /** Adds to the sum of a cell a shift interpolated in a parameter; its number is its row of differences. */
    public int shift(int cell, int parameter, ShiftRule rule) {
        shiftCell.add(within("cell", cell, cellBin.size()));
        Map<Integer, Integer> slots = slotsByRule.computeIfAbsent(rule, unknown -> new HashMap<>());
        Integer known = slots.putIfAbsent(within("parameter", parameter, parameters), slotRule.size());
        if (known == null) {
            slotTheta.add(parameter);
            slotRule.add(rule);
        }
        shiftSlot.add(slots.get(parameter));
        return shiftCell.size() - 1;
    }

    /** What has been added so far. */
    public RateStructure build() {
        return new RateStructure(this);
    }

    private static int within(String what, int index, int size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "rates: there is no " + what + " " + index + "; " + size + " exist, counted from 0");
        }
        return index;
    }

    /** A growing list of ints. */
    static final class Indices {
        private int[] values = new int[16];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        int size() {
            return size;
        }

        int[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
