package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The upper limit on the POI: where CLs is 1 - level; observed, and expected without signal, with gradients. */
public final class UpperLimit {
    private final Evaluated evaluated;
    private final HypothesisTest test;
    private final boolean blind;
    private final Optional<String> note;

    private UpperLimit(HypothesisTest test, Evaluated evaluated, boolean blind, Optional<String> note) {
        this.test = test;
        this.evaluated = evaluated;
        this.blind = blind;
        this.note = note;
    }

    /**
     * Observed and expected limits with qtilde.
     *
     * <p>A limit beyond the POI's upper bound widens the bound, and {@link #note} says so.
     *
     * @param level confidence level in (0, 1), say 0.95
     * @throws dev.limen.autodiff.NotConvergedException if a fit or a root did not converge
     */
    public static UpperLimit of(LogLikelihood model, Data data, double level) {
        UpperLimit limit = compute(model, data, level, Optional.empty());
        double largest = Math.max(limit.observed(), limit.expected().values().get(4));
        Parameter poi = model.parameters().get(model.requirePoi());
        if (largest <= poi.upper()) {
            return limit;
        }
        String note = "the limit " + largest + " lies beyond the upper bound " + poi.upper() + " of POI '" + poi.name()
                + "': the bound was widened to " + 2 * largest;
        return compute(new WidenedPoi(model, 2 * largest), data, level, Optional.of(note));
    }

    private static UpperLimit compute(LogLikelihood model, Data data, double level, Optional<String> note) {
        HypothesisTest test = HypothesisTest.of(model, data, TestStatistic.QTILDE);
        List<Expr> scalars = new ArrayList<>(List.of(test.limit(level)));
        scalars.addAll(expected(test, level));
        return new UpperLimit(test, Evaluated.of(scalars), false, note);
    }

    /** Expected limits of the Asimov set at nominal parameters. */
    public static UpperLimit blind(LogLikelihood model, double level) {
        HypothesisTest test = HypothesisTest.blind(model, TestStatistic.QTILDE);
        return new UpperLimit(test, Evaluated.of(expected(test, level)), true, Optional.empty());
    }

    private static List<Expr> expected(HypothesisTest test, double level) {
        List<Expr> band = new ArrayList<>();
        for (double n : Band.N) {
            band.add(test.expectedLimit(level, n));
        }
        return band;
    }

    /**
     * The observed limit.
     *
     * @throws IllegalStateException if this is a blind result
     */
    public double observed() {
        requireObserved();
        return evaluated.value(0);
    }

    private void requireObserved() {
        if (blind) {
            throw new IllegalStateException("this limit is blind: it has expected values only");
        }
    }

    /** The limits expected without signal, ascending. */
    public Band expected() {
        return evaluated.band(blind ? 0 : 1);
    }

    /** The partial derivatives of the observed limit, every other number of the model held. */
    public List<Tensor> observedGradient(Expr... inputs) {
        requireObserved();
        return evaluated.gradient(0, List.of(inputs));
    }

    /** The partial derivatives of the expected median limit, every other number of the model held. */
    public List<Tensor> gradient(Expr... inputs) {
        return evaluated.gradient(blind ? 2 : 3, List.of(inputs));
    }

    /** The certificates of all fits and roots behind the numbers. */
    public List<Certificate> certificates() {
        return evaluated.certificates();
    }

    /** What the user should know about how the limit was found, if anything. */
    public Optional<String> note() {
        return note;
    }

    /** How the Asimov set of the expected results is made. */
    public String asimov() {
        return test.asimov();
    }
}
