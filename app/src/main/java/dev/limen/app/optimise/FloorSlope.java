package dev.limen.app.optimise;

import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What turns a training away before it runs into the floors of simulated events: {@code sum (log(2 floor / n))^2} over the
 * effective numbers n, of each bin's background and of each process, that are less than twice their floor.
 *
 * <p>A network with thousands of weights always finds a way to fewer events; a step that a floor refuses teaches it
 * nothing, a slope does.
 */
record FloorSlope(Plan plan, double scale) {
    private static final double MARGIN = 2;

    /**
     * The slope's height, and its derivatives added to those of the objective.
     *
     * @param by derivatives by contents, which are added to
     */
    double add(Map<Slot, Counts> contents, Map<Slot, Counts> by) {
        double height = 0;
        double floor = plan.analysis().objective().floors().effectiveEvents();
        List<Sample> backgrounds = plan.analysis().samples(Role.BACKGROUND);
        for (Region region : plan.analysis().regions()) {
            List<Slot> slots = backgrounds.stream()
                    .map(sample -> Slot.nominal(region.name(), sample.name()))
                    .toList();
            for (int bin = 0; bin < region.bins(); bin++) {
                height += below(floor, contents, by, slots, bin, bin + 1);
            }
            double all = 0;
            for (Slot slot : slots) {
                all += contents.get(slot).total();
            }
            for (Slot slot : slots) {
                if (contents.get(slot).total() > Floor.PROCESS * all) {
                    height += below(floor, contents, by, List.of(slot), 0, region.bins());
                }
            }
        }
        return scale * height;
    }

    private double below(
            double floor, Map<Slot, Counts> contents, Map<Slot, Counts> by, List<Slot> slots, int from, int to) {
        double sumw = 0;
        double sumw2 = 0;
        for (Slot slot : slots) {
            for (int bin = from; bin < to; bin++) {
                sumw += contents.get(slot).sumw()[bin];
                sumw2 += contents.get(slot).sumw2()[bin];
            }
        }
        // Floors refuse what has no effective number.
        if (!(floor > 0) || !(sumw > 0) || !(sumw2 > 0) || sumw * sumw / sumw2 >= MARGIN * floor) {
            return 0;
        }
        double depth = Math.log(MARGIN * floor * sumw2 / (sumw * sumw));
        for (Slot slot : slots) {
            Counts moved = by.get(slot);
            for (int bin = from; bin < to; bin++) {
                moved.sumw()[bin] += scale * 2 * depth * -2 / sumw;
                moved.sumw2()[bin] += scale * 2 * depth / sumw2;
            }
        }
        return depth * depth;
    }

    /** Derivatives times a factor, which may be added to. */
    static Map<Slot, Counts> copied(Map<Slot, Counts> derivatives, double factor) {
        Map<Slot, Counts> copy = new LinkedHashMap<>();
        derivatives.forEach((slot, counts) -> copy.put(slot, counts.scaled(factor)));
        return copy;
    }
}
