package dev.limen.ops;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A floor on the effective number of simulated events, {@code sumw^2 / sumw2}: of all processes together in each bin, and of
 * each process over all bins.
 *
 * <p>Processes below a share of the total are left out. What is not positive has no effective number: it counts as 0 events.
 *
 * @param events the floor, above 0
 * @param share  of the total below which a process has no floor, from 0 to below 1
 */
public record StatisticsFloor(double events, double share) {
    private static final String NAME = "statistics floor";

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public StatisticsFloor {
        if (!(events > 0 && events < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    NAME + ": " + events + " effective events; expected a finite number above 0");
        }
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(NAME + ": share " + share + "; expected 0 or more, and below 1");
        }
    }

    /** A floor for processes that make one per cent of the total at least. */
    public StatisticsFloor(double events) {
        this(events, 0.01);
    }

    /**
     * By how many effective events the floor is exceeded: for each bin, then for each process, where infinite means that it has no
     * floor. Floors are met where no number is negative, which is what a constrained optimiser asks.
     *
     * @param processes histograms of equal bins by the process' name, in an order that is kept
     * @return {@code [bins + processes]}
     * @throws IllegalArgumentException if there is no process, or their numbers of bins differ
     */
    public Expr margins(Map<String, Histogram> processes) {
        int bins = bins(processes);
        Expr sumw = Expr.zeros(Shape.of(bins));
        Expr sumw2 = sumw;
        List<Expr> sums = new ArrayList<>();
        List<Expr> squares = new ArrayList<>();
        for (Histogram process : processes.values()) {
            sumw = sumw.add(process.sumw());
            sumw2 = sumw2.add(process.sumw2());
            sums.add(process.sumw().sum());
            squares.add(process.sumw2().sum());
        }
        Expr ofProcesses = Expr.stack(sums);
        Expr small = ofProcesses.abs().le(sumw.sum().mul(share));
        Expr unlimited = Expr.fill(ofProcesses.shape(), DType.FLOAT64, Double.POSITIVE_INFINITY);
        return Expr.concat(
                0,
                List.of(
                        effective(sumw, sumw2).sub(events),
                        Expr.where(
                                small,
                                unlimited,
                                effective(ofProcesses, Expr.stack(squares)).sub(events))));
    }

    /** The smallest of the {@link #margins}, a scalar: floors are met where it is not negative. */
    public Expr smallestMargin(Map<String, Histogram> processes) {
        return margins(processes).minimum();
    }

    /**
     * Says which floor is violated most, if one is.
     *
     * @param processes as {@link #margins} had them
     * @param margins   their value {@code [bins + processes]}
     * @throws IllegalArgumentException if the number of margins is another
     */
    public Optional<String> violation(Map<String, Histogram> processes, Tensor margins) {
        int bins = bins(processes);
        if (!margins.shape().equals(Shape.of(bins + processes.size()))) {
            throw new IllegalArgumentException(NAME + ": margins of shape " + margins.shape() + "; expected ["
                    + (bins + processes.size()) + "], for " + bins + " bins and " + processes.size() + " processes");
        }
        int worst = 0;
        for (int k = 1; k < margins.size(); k++) {
            // A margin that is NaN is the worst of all.
            if (!Double.isNaN(margins.at(worst)) && !(margins.at(k) >= margins.at(worst))) {
                worst = k;
            }
        }
        double margin = margins.at(worst);
        if (margin >= 0) {
            return Optional.empty();
        }
        String place = worst < bins
                ? "bin " + worst
                : "process '" + List.copyOf(processes.keySet()).get(worst - bins) + "'";
        return Optional.of(
                "%s has %.3g effective events, below the floor of %.3g".formatted(place, margin + events, events));
    }

    private static Expr effective(Expr sumw, Expr sumw2) {
        Expr positive = sumw.gt(0).and(sumw2.gt(0));
        Expr effective = sumw.square().div(Expr.where(positive, sumw2, Expr.onesLike(sumw2)));
        return Expr.where(positive, effective, Expr.zerosLike(effective));
    }

    private static int bins(Map<String, Histogram> processes) {
        int bins = -1;
        for (Map.Entry<String, Histogram> process : processes.entrySet()) {
            int here = process.getValue().bins();
            if (bins >= 0 && here != bins) {
                throw new IllegalArgumentException(NAME + ": process '" + process.getKey() + "' has " + here
                        + " bins, those before have " + bins + "; expected equal numbers");
            }
            bins = here;
        }
        if (bins < 0) {
            throw new IllegalArgumentException(NAME + ": no process; expected one at least");
        }
        return bins;
    }
}
