package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Floors;
import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What keeps an optimiser from where asymptotic formulae and Monte Carlo statistics end: expected background in the
 * sensitive bins, and effective events in every bin and of every process.
 *
 * <p>A floor that the start violates is lowered to what the start has.
 */
final class Floor {
    /** The sensitive bins carry this share of the sum of s^2/b. */
    private static final double SENSITIVE = 0.9;

    /** Processes above this share of a region's background must have effective events. */
    static final double PROCESS = 0.01;

    private final Plan plan;
    private final Floors asked;
    private final Map<String, Double> lowered = new TreeMap<>();

    Floor(Plan plan) {
        this.plan = plan;
        this.asked = plan.analysis().objective().floors();
    }

    /**
     * Lowers each floor to what these contents have.
     *
     * @throws OptimisationException if no floor is low enough: a negative background, or no signal at all
     */
    void admit(Map<Slot, Counts> start) {
        requireRates(start);
        for (Watched watched : watch(start)) {
            if (!(watched.value() >= watched.floor())) {
                lowered.merge(watched.name(), watched.value(), Math::min);
            }
        }
    }

    /** Takes back what was lowered where these contents have as much as was asked for. */
    void raise(Map<Slot, Counts> contents) {
        List<String> still = new ArrayList<>();
        for (Watched watched : watch(contents)) {
            if (!(watched.value() >= watched.floor())) {
                still.add(watched.name());
            }
        }
        lowered.keySet().retainAll(still);
    }

    private void requireRates(Map<Slot, Counts> start) {
        double signal = 0;
        for (Region region : plan.analysis().regions()) {
            double[] background = total(start, region, Role.BACKGROUND).sumw();
            for (int bin = 0; bin < background.length; bin++) {
                if (background[bin] < 0) {
                    throw new OptimisationException(
                            "%s: the background adds up to %.3g events at the start, and a rate cannot be negative. Loosen the cuts, or merge the bin with a neighbour."
                                    .formatted(place(region, bin), background[bin]));
                }
            }
            signal += Arrays.stream(total(start, region, Role.SIGNAL).sumw())
                    .map(Math::abs)
                    .sum();
        }
        if (signal == 0) {
            throw new OptimisationException("No region has a signal event at the start. Loosen the cuts or the edges: "
                    + "a gradient finds no way out of an empty selection.");
        }
    }

    /** The floors that were lowered, for people. */
    List<String> lowered() {
        return lowered.entrySet().stream()
                .map(entry -> "%s: %.3g at the start".formatted(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The first floor that contents violate, with what would mend it. */
    Optional<String> violation(Map<Slot, Counts> contents) {
        for (Watched watched : watch(contents)) {
            double floor = Math.min(watched.floor(), lowered.getOrDefault(watched.name(), Double.POSITIVE_INFINITY));
            // The start itself, computed softly and hardly in turn, must not be refused for rounding.
            if (!(watched.value() >= floor * (1 - 1e-9))) {
                return Optional.of("%s would fall to %.3g, below the floor of %.3g%s"
                        .formatted(watched.name(), watched.value(), floor, watched.blame()));
            }
        }
        return Optional.empty();
    }

    /** The expected background in the bins that carry the sensitivity. */
    double sensitiveBackground(Map<Slot, Counts> contents) {
        List<double[]> bins = new ArrayList<>();
        double sum = 0;
        for (Region region : plan.analysis().regions()) {
            double[] s = total(contents, region, Role.SIGNAL).sumw();
            double[] b = total(contents, region, Role.BACKGROUND).sumw();
            for (int bin = 0; bin < s.length; bin++) {
                // Where signal meets no positive background, nothing is more sensitive.
                double weight = s[bin] == 0 ? 0 : b[bin] > 0 ? s[bin] * s[bin] / b[bin] : Double.POSITIVE_INFINITY;
                bins.add(new double[] {weight, b[bin]});
                sum += weight;
            }
        }
        bins.sort(Comparator.comparingDouble((double[] bin) -> bin[0]).reversed());
        double carried = 0;
        double background = 0;
        for (double[] bin : bins) {
            if (carried >= SENSITIVE * sum && bin[0] < Double.POSITIVE_INFINITY) {
                break;
            }
            carried += bin[0];
            background += bin[1];
        }
        return background;
    }

    private List<Watched> watch(Map<Slot, Counts> contents) {
        List<Watched> all = new ArrayList<>();
        all.add(new Watched(
                "the expected background in the sensitive bins",
                sensitiveBackground(contents),
                asked.background(),
                ""));
        for (Region region : plan.analysis().regions()) {
            Counts total = total(contents, region, Role.BACKGROUND);
            for (int bin = 0; bin < region.bins(); bin++) {
                String place = place(region, bin);
                // A total that is not positive has no effective number: its square would hide the sign.
                double effective = total.sumw()[bin] > 0 ? effective(total.sumw()[bin], total.sumw2()[bin]) : 0;
                all.add(new Watched(
                        "the effective number of background events in " + place,
                        effective,
                        asked.effectiveEvents(),
                        blame(contents, region, bin)));
            }
            for (Sample sample : plan.analysis().samples(Role.BACKGROUND)) {
                Counts counts = contents.get(Slot.nominal(region.name(), sample.name()));
                if (counts.total() > PROCESS * total.total()) {
                    all.add(new Watched(
                            "the effective number of events of " + sample.name() + " in region " + region.name(),
                            effective(counts.total(), new Counts(counts.sumw2(), counts.sumw()).total()),
                            asked.effectiveEvents(),
                            "; fewest are in bin " + edges(region, poorest(counts))));
                }
            }
        }
        return all;
    }

    /** How messages name a bin. */
    static String place(Region region, int bin) {
        return "region " + region.name() + ", bin " + edges(region, bin);
    }

    /** How messages name a bin of a region that was named. */
    static String edges(Region region, int bin) {
        return "[" + region.edges().get(bin) + ", " + region.edges().get(bin + 1) + "]";
    }

    private static double effective(double sumw, double sumw2) {
        return sumw2 > 0 ? sumw * sumw / sumw2 : 0;
    }

    private Counts total(Map<Slot, Counts> contents, Region region, Role role) {
        return total(plan.analysis(), contents, region, role);
    }

    /** The contents of all samples of a role. */
    static Counts total(Analysis analysis, Map<Slot, Counts> contents, Region region, Role role) {
        Counts total = Counts.zero(region.bins());
        for (Sample sample : analysis.samples(role)) {
            Counts counts = contents.get(Slot.nominal(region.name(), sample.name()));
            for (int bin = 0; bin < region.bins(); bin++) {
                total.sumw()[bin] += counts.sumw()[bin];
                total.sumw2()[bin] += counts.sumw2()[bin];
            }
        }
        return total;
    }

    /** Whose events make most of a bin's statistical uncertainty. */
    private String blame(Map<Slot, Counts> contents, Region region, int bin) {
        return plan.analysis().samples(Role.BACKGROUND).stream()
                .max(Comparator.comparingDouble((Sample sample) ->
                        contents.get(Slot.nominal(region.name(), sample.name())).sumw2()[bin]))
                .map(sample -> "; most of its uncertainty is that of " + sample.name())
                .orElse("");
    }

    /** The bin with the fewest effective events. */
    private static int poorest(Counts counts) {
        int poorest = 0;
        for (int bin = 1; bin < counts.sumw().length; bin++) {
            if (effective(counts.sumw()[bin], counts.sumw2()[bin])
                    < effective(counts.sumw()[poorest], counts.sumw2()[poorest])) {
                poorest = bin;
            }
        }
        return poorest;
    }

    private record Watched(String name, double value, double floor, String blame) {}
}
