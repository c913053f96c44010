package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.histfactory.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a training found.
 *
 * @param network the network trained on the objective, with its cuts
 * @param others what it is compared with
 * @param curves of all trainings, in their order
 * @param gap soft and hard objective of the network before the polish, on training events
 * @param contentGap soft and hard contents of it
 * @param recomputed the hard objective on test events without asymptotic formulae, where few events are expected: of what
 *     it is compared with first, and of the network
 * @param claim what may be said of it
 * @param warnings what a reader must know
 * @param workspace the model at the end, its observations the background's Asimov counts
 * @param shiftErrors Monte Carlo errors of each variation's contents less the nominal ones, bin by bin, on test events
 * @param signalShares the signal's share of each region's expected events, on test events; NaN of a region without any
 * @param events how many events each part has
 * @param cutflows expected events of each region cut by cut, on test events
 * @param distributions each cut's column with the other cuts applied, on test events
 * @param scores the regions that bin a network, in fine bins
 * @param bias how far batches were off; empty where all events were used
 * @param networks with their numbers
 */
public record TrainingOutcome(
        Contender network,
        List<Contender> others,
        List<Curve> curves,
        Outcome.Gap gap,
        List<Outcome.ContentGap> contentGap,
        Optional<Recomputed> recomputed,
        Outcome.Claim claim,
        List<String> warnings,
        Workspace workspace,
        Map<Slot, List<Double>> shiftErrors,
        Map<String, Double> signalShares,
        Map<String, Integer> events,
        List<Cutflow> cutflows,
        List<Distribution> distributions,
        ScoreHistograms scores,
        List<Bias> bias,
        List<Named> networks) {

    /**
     * A network or cuts, with hard cuts and ordinary histograms.
     *
     * @param name what it is
     * @param analysis whose regions were filled
     * @param thresholds names and values, rounded as asked
     * @param training the objective on training events
     * @param validation the objective on validation events
     * @param test the objective on test events
     * @param error its bootstrap error on test events
     * @param gain what the network gains over it on test events, in the objective's units; 0 of the network itself
     * @param gainError the paired bootstrap error of that
     * @param replicas how many pairs could be fitted
     * @param contents on test events
     */
    public record Contender(
            String name,
            Analysis analysis,
            Map<String, Double> thresholds,
            double training,
            double validation,
            double test,
            double error,
            double gain,
            double gainError,
            int replicas,
            Map<Slot, Outcome.Contents> contents) {

        /** Copies the maps. */
        public Contender {
            thresholds = new LinkedHashMap<>(thresholds);
            contents = new LinkedHashMap<>(contents);
        }

        /** Whether the network gains more than three standard errors. */
        public boolean beaten() {
            return Outcome.Claim.significant(gain, gainError);
        }
    }

    /**
     * The way of a training.
     *
     * @param name of the training
     * @param loss what was lowered
     * @param points a step each
     * @param checks on validation events
     * @param best the step whose weights were kept
     */
    public record Curve(String name, String loss, List<Point> points, List<Check> checks, int best) {
        /** Copies the lists. */
        public Curve {
            points = List.copyOf(points);
            checks = List.copyOf(checks);
        }
    }

    /**
     * A step.
     *
     * @param step counted from 0
     * @param training the loss on training events, soft
     * @param rate the learning rate; NaN where the rule finds its own
     */
    public record Point(int step, double training, double rate) {}

    /**
     * A look at validation events.
     *
     * @param step at whose point
     * @param validation the loss, with hard cuts
     */
    public record Check(int step, double validation) {}

    /**
     * How far the objective of a batch is from that of all training events.
     *
     * @param what of which estimate
     * @param mean difference
     * @param error its standard error
     * @param count of differences
     * @param failed how often the objective of a batch could not be computed
     */
    public record Bias(String what, double mean, double error, int count, int failed) {}

    /**
     * Regions that bin a network, in fine bins on test events.
     *
     * @param analysis with these bins
     * @param network contents with the network trained on the objective
     * @param other contents with the first of the other networks; empty if there is none
     */
    public record ScoreHistograms(
            Analysis analysis, Map<Slot, Outcome.Contents> network, Map<Slot, Outcome.Contents> other) {
        /** Copies the maps. */
        public ScoreHistograms {
            network = new LinkedHashMap<>(network);
            other = new LinkedHashMap<>(other);
        }
    }

    /**
     * A network of the analysis.
     *
     * @param training what it was trained on
     * @param name of the network
     * @param trained with its numbers
     */
    public record Named(String training, String name, SavedNetwork trained) {}
}
