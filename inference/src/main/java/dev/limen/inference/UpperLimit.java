package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The upper limit on the POI: where CLs is 1 - level; observed, and expected without signal, with gradients. */
public final class UpperLimit {
    private final Supplier<HypothesisTest> test;
    private final double level;
    private final Asimov.Kind asimov;
    private final Evaluated evaluated;
    private final Optional<String> note;

    private UpperLimit(
            Supplier<HypothesisTest> test,
            double level,
            Asimov.Kind asimov,
            Evaluated evaluated,
            Optional<String> note) {
        this.test = test;
        this.level = level;
        this.asimov = asimov;
        this.evaluated = evaluated;
        this.note = note;
    }

    /**
     * Observed and expected limits with qtilde.
     *
     * <p>A limit beyond the POI's upper bound widens the bound, and {@link #note} says so.
     *
     * @param level confidence level in (0, 1), say 0.95
     * @throws dev.limen.autodiff.NotConvergedException if a fit or a root did not converge, or the POI adds no events
     */
    public static UpperLimit of(LogLikelihood model, Data data, double level) {
        PoiBounds bounds = PoiBounds.of(model);
        Optional<String> unsuited = bounds.unsuited(TestStatistic.QTILDE);
        UpperLimit limit = compute(model, data, level, unsuited);
        double largest = Math.max(limit.observed(), limit.expected().values().get(4));
        if (!bounds.exceededBy(largest)) {
            return limit;
        }
        double widened = 2 * largest;
        // With the bound in the way the fitted POI, and so the observed limit, may have been another.
        UpperLimit wide = compute(new WidenedPoi(model, widened), data, level, unsuited);
        String note = bounds.widened(wide.beyond(bounds), widened);
        return new UpperLimit(
                wide.test, level, wide.asimov, wide.evaluated, PoiBounds.joined(List.of(Optional.of(note), unsuited)));
    }

    /** Which of the limits lies beyond the POI's own upper bound: the observed one, else the first of the band. */
    private String beyond(PoiBounds bounds) {
        if (bounds.exceededBy(observed())) {
            return "the observed limit " + observed();
        }
        for (int i = 0; i < Band.N.length; i++) {
            double value = expected().values().get(i);
            if (bounds.exceededBy(value)) {
                return i == 2
                        ? "the expected limit " + value
                        : "the expected limit of %+.0f sigma, %s,".formatted(-Band.N[i], value);
            }
        }
        return "the search for the limit";
    }

    private static UpperLimit compute(LogLikelihood model, Data data, double level, Optional<String> note) {
        Compiled compiled = model.compiled();
        double alpha = Level.alpha(level);
        Evaluated evaluated = explained(model, () -> compiled.evaluate(new Observed(), data, alpha));
        return new UpperLimit(
                () -> HypothesisTest.of(compiled.fitter(), data, TestStatistic.QTILDE),
                level,
                Asimov.Kind.CONDITIONAL_FIT,
                evaluated,
                note);
    }

    /** Says what a search without end was about where the POI adds no events. */
    private static Evaluated explained(LogLikelihood model, Supplier<Evaluated> computation) {
        try {
            return computation.get();
        } catch (NotConvergedException failure) {
            if (ExpectedCounts.of(model).signal() == 0) {
                Parameter poi = model.parameters().get(model.requirePoi());
                throw new NotConvergedException(
                        "POI '" + poi.name() + "' adds no events in any bin, so no value of it is excluded; fill the"
                                + " sample that carries it",
                        failure.certificate());
            }
            throw failure;
        }
    }

    /**
     * Expected limits of the Asimov set at nominal parameters.
     *
     * @throws dev.limen.autodiff.NotConvergedException if a fit or a root did not converge, or the POI adds no events
     */
    public static UpperLimit blind(LogLikelihood model, double level) {
        Compiled compiled = model.compiled();
        double alpha = Level.alpha(level);
        Evaluated evaluated = explained(model, () -> compiled.evaluate(new Blind(), alpha));
        return new UpperLimit(
                () -> HypothesisTest.blind(compiled.fitter(), TestStatistic.QTILDE),
                level,
                Asimov.Kind.NOMINAL,
                evaluated,
                PoiBounds.of(model).unsuited(TestStatistic.QTILDE));
    }

    private record Observed() implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Expr alpha = Expr.variable("alpha", Shape.scalar());
            Data data = fitter.anyData();
            HypothesisTest test = HypothesisTest.of(fitter, data, TestStatistic.QTILDE);
            return new Graph(
                    List.of(alpha, data.main(), data.auxiliary()),
                    List.of(test.limit(alpha), test.expectedLimits(alpha)));
        }
    }

    private record Blind() implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Expr alpha = Expr.variable("alpha", Shape.scalar());
            HypothesisTest test = HypothesisTest.blind(fitter, TestStatistic.QTILDE);
            return new Graph(List.of(alpha), List.of(test.expectedLimits(alpha)));
        }
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
        if (isBlind()) {
            throw new IllegalStateException("this limit is blind: it has expected values only");
        }
    }

    private boolean isBlind() {
        return asimov == Asimov.Kind.NOMINAL;
    }

    /** The limits expected without signal, ascending. */
    public Band expected() {
        return evaluated.band(isBlind() ? 0 : 1);
    }

    /** The partial derivatives of the observed limit, every other number of the model held. */
    public List<Tensor> observedGradient(Expr... inputs) {
        requireObserved();
        return Evaluated.gradient(test.get().limit(level), inputs);
    }

    /** The partial derivatives of the expected median limit, every other number of the model held. */
    public List<Tensor> gradient(Expr... inputs) {
        return Evaluated.gradient(test.get().expectedLimit(level, 0), inputs);
    }

    /** The certificates of all fits and roots behind the numbers. */
    public List<Certificate> certificates() {
        return evaluated.certificates();
    }

    /** What the user should know about how the limit was found, if anything. */
    public Optional<String> note() {
        return note;
    }

    @Override
    public String toString() {
        String numbers = "expected " + expected().values() + " at level " + level + "]";
        return isBlind() ? "UpperLimit[" + numbers : "UpperLimit[observed " + observed() + ", " + numbers;
    }

    /** How the Asimov set of the expected results is made. */
    public String asimov() {
        return asimov.toString();
    }
}
