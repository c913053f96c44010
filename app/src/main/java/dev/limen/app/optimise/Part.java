package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;
import dev.limen.data.Events;
import dev.limen.data.Split;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One part of the events (training, validation or test) with hard cuts. */
final class Part {
    private final Plan plan;
    private final Sensitivity sensitivity;
    private final Map<String, HardSample> samples = new LinkedHashMap<>();
    private final double[] means;

    /**
     * Prepares the part.
     *
     * @throws OptimisationException if a sample has no events in it
     */
    Part(Plan plan, EventSets sets, Split.Part which, Sensitivity sensitivity) {
        this.plan = plan;
        this.sensitivity = sensitivity;
        List<Sample> simulated = plan.analysis().simulated();
        this.means = new double[simulated.size()];
        for (int k = 0; k < means.length; k++) {
            Events events = sets.events(simulated.get(k).name(), which);
            // Events that pass only under a shift are there too, with weight 0.
            double[] weights = Arrays.stream(events.nominal().weight().toDoubles())
                    .filter(weight -> weight != 0)
                    .toArray();
            if (weights.length == 0) {
                throw new OptimisationException("sample '" + simulated.get(k).name() + "': no event of its "
                        + which.name().toLowerCase(Locale.ROOT)
                        + " part passes 'where' and 'preselection' with a weight other than 0. Loosen them, or give"
                        + " more events.");
            }
            samples.put(simulated.get(k).name(), new HardSample(plan, simulated.get(k), events));
            means[k] = Arrays.stream(weights).map(Math::abs).average().orElseThrow();
        }
    }

    /** Mean absolute weights of the samples, in file order. */
    double[] meanWeights() {
        return means;
    }

    /** The objective as a function of contents. */
    Sensitivity sensitivity() {
        return sensitivity;
    }

    /** Where all events fall at these thresholds. */
    At at(double[] thresholds) {
        Map<String, HardSample.Binned> binned = new LinkedHashMap<>();
        samples.forEach((name, sample) -> binned.put(name, sample.at(thresholds)));
        return new At(binned);
    }

    /** The part's events in bins. */
    final class At {
        private final Map<String, HardSample.Binned> binned;

        private At(Map<String, HardSample.Binned> binned) {
            this.binned = binned;
        }

        /** Of which analysis. */
        Plan plan() {
            return plan;
        }

        /** The bin of each event of a sample, -1 outside. */
        int[] bins(Slot slot) {
            return binned.get(slot.sample()).bins(slot);
        }

        /** All contents, each event once. */
        Map<Slot, Counts> contents() {
            Map<Slot, Counts> contents = new LinkedHashMap<>();
            binned.values().forEach(sample -> contents.putAll(sample.contents()));
            return contents;
        }

        /** The objective; NaN where it cannot be computed. */
        double objective() {
            return sensitivity.value(contents(), means);
        }

        /** The model of these contents, Asimov counts of the background observed. */
        Model model() {
            Workspace workspace = sensitivity.workspace(contents(), means);
            return Model.of(workspace, workspace.measurement(), plan.analysis().interpolation());
        }

        /** The objective of a bootstrap replica. */
        double objective(long seed, int replica) {
            return sensitivity.value(contents(seed, replica), means);
        }

        /** The contents of a bootstrap replica. */
        Map<Slot, Counts> contents(long seed, int replica) {
            Map<Slot, Counts> contents = new LinkedHashMap<>();
            binned.forEach((name, sample) -> contents.putAll(sample.contents(new PoissonBootstrap(
                    seed, replica, name, samples.get(name).events().nominal().identityHashes()))));
            return contents;
        }

        /** Monte Carlo errors of the shifts from the nominal, by slot of a variation. */
        Map<Slot, ShiftError> shiftErrors() {
            Map<Slot, ShiftError> errors = new LinkedHashMap<>();
            binned.values().forEach(sample -> errors.putAll(sample.shiftErrors()));
            return errors;
        }

        /** Pairs of regions that share events, with how many; empty if regions are disjoint. */
        List<String> overlaps() {
            Analysis analysis = plan.analysis();
            List<String> overlaps = new ArrayList<>();
            for (int i = 0; i < analysis.regions().size(); i++) {
                for (int j = 0; j < i; j++) {
                    Region one = analysis.regions().get(j);
                    Region two = analysis.regions().get(i);
                    int shared = 0;
                    for (Map.Entry<String, HardSample.Binned> entry : binned.entrySet()) {
                        int[] first = entry.getValue().bins(Slot.nominal(one.name(), entry.getKey()));
                        int[] second = entry.getValue().bins(Slot.nominal(two.name(), entry.getKey()));
                        for (int k = 0; k < first.length; k++) {
                            shared += first[k] >= 0 && second[k] >= 0 ? 1 : 0;
                        }
                    }
                    if (shared > 0) {
                        overlaps.add("regions " + one.name() + " and " + two.name() + " share " + shared + " events");
                    }
                }
            }
            return overlaps;
        }

        /** The signal's share of each region's expected events. */
        Map<String, Double> signalShares() {
            Map<Slot, Counts> contents = contents();
            Map<String, Double> shares = new LinkedHashMap<>();
            for (Region region : plan.analysis().regions()) {
                double s = Floor.total(plan.analysis(), contents, region, Role.SIGNAL)
                        .total();
                double b = Floor.total(plan.analysis(), contents, region, Role.BACKGROUND)
                        .total();
                shares.put(region.name(), s / (s + b));
            }
            return shares;
        }
    }
}
