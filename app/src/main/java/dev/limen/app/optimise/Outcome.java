package dev.limen.app.optimise;

import dev.limen.histfactory.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an optimisation found.
 *
 * @param thresholds names, in the order of the vectors below
 * @param before thresholds at the start
 * @param soft thresholds at the end of the gradient's way
 * @param after thresholds after the polish with hard cuts
 * @param rounded the same, rounded as asked: the ones that are judged, exported and unblinded
 * @param trajectory the way there
 * @param hardTraining hard objective on training events
 * @param hardValidation hard objective on validation events
 * @param hardTest hard objective on test events
 * @param gap soft and hard objective at the soft optimum, on training events
 * @param comparison before and after on test events
 * @param recomputed the hard objective on test events without asymptotic formulae, where few events are expected
 * @param claim what may be said of it
 * @param warnings what a reader must know
 * @param testBefore contents of the test part at the start
 * @param testAfter contents of the test part at the rounded end
 * @param workspace the model at the rounded end, its observations the background's Asimov counts
 * @param contentGap soft and hard contents at the soft optimum, on training events
 * @param shiftErrors Monte Carlo errors of each variation's contents less the nominal ones, bin by bin, at the rounded
 *     end on test events
 * @param signalShares the signal's share of each region's expected events, on test events; NaN of a region without any
 * @param events how many events each part has
 * @param cutflows expected events of each region cut by cut, on test events at the rounded end
 * @param distributions each cut's column with the other cuts applied, on test events at the rounded end
 */
public record Outcome(
        List<String> thresholds,
        double[] before,
        double[] soft,
        double[] after,
        double[] rounded,
        List<Point> trajectory,
        Pair hardTraining,
        Pair hardValidation,
        Pair hardTest,
        Gap gap,
        Comparison comparison,
        Optional<Recomputed> recomputed,
        Claim claim,
        List<String> warnings,
        Map<Slot, Contents> testBefore,
        Map<Slot, Contents> testAfter,
        Workspace workspace,
        List<ContentGap> contentGap,
        Map<Slot, List<Double>> shiftErrors,
        Map<String, Double> signalShares,
        Map<String, Integer> events,
        List<Cutflow> cutflows,
        List<Distribution> distributions) {

    /**
     * A step of the way.
     *
     * @param step counted from 0
     * @param thresholds where it is
     * @param objective soft, on training events
     * @param hard with hard cuts, on validation events, where it was checked
     */
    public record Point(int step, double[] thresholds, double objective, OptionalDouble hard) {}

    /**
     * A number at the start, at the end and at the rounded end.
     *
     * @param before at the start
     * @param after at the end
     * @param rounded at the rounded end
     */
    public record Pair(double before, double after, double rounded) {}

    /**
     * The soft-hard gap of the objective.
     *
     * @param soft with soft cuts and kernel-density histograms
     * @param hard with hard cuts and ordinary ones
     * @param error the hard one's Monte Carlo error
     */
    public record Gap(double soft, double hard, double error) {}

    /**
     * The soft-hard gap of a yield; that of a shift is the difference to the nominal slot's.
     *
     * @param slot region, sample, variation
     * @param soft expected events
     * @param hard expected events
     * @param error the Monte Carlo error of the hard yield, or of the hard shift where the slot is a variation
     */
    public record ContentGap(Slot slot, double soft, double hard, double error) {}

    /**
     * The paired comparison of the start with the rounded end on test events, in the objective's units; a gain is
     * positive.
     *
     * @param gain the mean paired difference of before and after less the bootstrap's bias
     * @param error its standard error
     * @param errorBefore the bootstrap error of the objective at the start
     * @param errorAfter the bootstrap error of the objective at the rounded end
     * @param randomSearch the objective where a random search of hard cuts with as many evaluations ended
     * @param lead how much better than the rounded end that is; negative if it is worse
     * @param leadError its paired standard error; NaN if a replica could not be fitted
     * @param replicas how many replicas could be fitted
     * @param evaluations of the gradient's way, forward and reverse one each, and of the polish
     */
    public record Comparison(
            double gain,
            double error,
            double errorBefore,
            double errorAfter,
            double randomSearch,
            double lead,
            double leadError,
            int replicas,
            int evaluations) {

        /** Whether the random search ended better by more than its paired standard error. */
        public boolean behind() {
            return lead > leadError;
        }
    }

    /** Contents of a histogram: sums of weights and of squared weights, bin by bin. */
    public record Contents(List<Double> sumw, List<Double> sumw2) {
        /** Copies the lists. */
        public Contents {
            sumw = List.copyOf(sumw);
            sumw2 = List.copyOf(sumw2);
        }
    }

    /** What may be said of a gain. */
    public enum Claim {
        /** More than three standard errors, and no worse than a random search. */
        GAIN,
        /** Not that much. */
        NO_GAIN,
        /** Monte Carlo statistics do not carry a claim. */
        INCONCLUSIVE;

        private static final double STANDARD_ERRORS = 3;

        /** Whether a gain is more than three standard errors; what is no number is not. */
        static boolean significant(double gain, double error) {
            return gain > STANDARD_ERRORS * error;
        }
    }
}
