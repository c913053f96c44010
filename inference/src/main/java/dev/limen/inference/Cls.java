package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** CLs of one signal strength: observed, and expected without signal, with gradients. */
public final class Cls {
    private final Supplier<HypothesisTest> test;
    private final Expr mu;
    private final Asimov.Kind asimov;
    private final Evaluated evaluated;
    private final double tested;
    private final Optional<String> note;

    private Cls(
            Supplier<HypothesisTest> test, double mu, Asimov.Kind asimov, Evaluated evaluated, Optional<String> note) {
        this.test = test;
        this.mu = Expr.constant(mu);
        this.asimov = asimov;
        this.evaluated = evaluated;
        this.tested = mu;
        this.note = note;
    }

    /**
     * Tests signal strength {@code mu}.
     *
     * <p>A signal strength beyond the POI's upper bound widens the bound, and {@link #note} says so.
     *
     * @throws IllegalArgumentException if {@code mu} is below the POI's lower bound, or not finite
     * @throws dev.limen.autodiff.NotConvergedException if a fit did not converge
     */
    public static Cls of(LogLikelihood model, Data data, double mu, TestStatistic statistic) {
        Compiled compiled = compiled(model, mu);
        return new Cls(
                () -> HypothesisTest.of(compiled.fitter(), data, statistic),
                mu,
                Asimov.Kind.CONDITIONAL_FIT,
                compiled.evaluate(new Test(statistic), data, mu),
                note(model, mu, statistic));
    }

    /**
     * What is expected without signal, of the Asimov set at nominal parameters: no data are used.
     *
     * @throws IllegalArgumentException if {@code mu} is below the POI's lower bound, or not finite
     * @throws dev.limen.autodiff.NotConvergedException if a fit did not converge
     */
    public static Cls blind(LogLikelihood model, double mu, TestStatistic statistic) {
        Compiled compiled = compiled(model, mu);
        return new Cls(
                () -> HypothesisTest.blind(compiled.fitter(), statistic),
                mu,
                Asimov.Kind.NOMINAL,
                compiled.evaluate(new Blind(statistic), mu),
                note(model, mu, statistic));
    }

    private static Compiled compiled(LogLikelihood model, double mu) {
        PoiBounds bounds = PoiBounds.of(model);
        bounds.requireAbove(mu);
        return bounds.exceededBy(mu) ? new WidenedPoi(model, 2 * mu).compiled() : model.compiled();
    }

    /** What the user should know about a test of this signal strength by this statistic, if anything. */
    public static Optional<String> note(LogLikelihood model, double mu, TestStatistic statistic) {
        PoiBounds bounds = PoiBounds.of(model);
        Optional<String> widened = bounds.exceededBy(mu)
                ? Optional.of(bounds.widened("the signal strength " + mu, 2 * mu))
                : Optional.empty();
        return PoiBounds.joined(List.of(widened, bounds.unsuited(statistic)));
    }

    private record Test(TestStatistic statistic) implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Expr mu = Expr.variable("mu", Shape.scalar());
            Data data = fitter.anyData();
            HypothesisTest test = HypothesisTest.of(fitter, data, statistic);
            List<Expr> scalars = new ArrayList<>(List.of(
                    test.logCls(mu).exp(),
                    test.logClsb(mu).exp(),
                    test.logClb(mu).exp()));
            scalars.addAll(band(test, mu));
            return new Graph(List.of(mu, data.main(), data.auxiliary()), scalars);
        }
    }

    private record Blind(TestStatistic statistic) implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Expr mu = Expr.variable("mu", Shape.scalar());
            return new Graph(List.of(mu), band(HypothesisTest.blind(fitter, statistic), mu));
        }
    }

    static List<Expr> band(HypothesisTest test, Expr mu) {
        List<Expr> band = new ArrayList<>();
        for (double n : Band.N) {
            band.add(test.expectedLogCls(mu, n).exp());
        }
        return band;
    }

    /**
     * Observed CLs.
     *
     * @throws IllegalStateException if the test is blind
     */
    public double observed() {
        return observed(0);
    }

    /**
     * The observed p-value of signal plus background.
     *
     * @throws IllegalStateException if the test is blind
     */
    public double clsb() {
        return observed(1);
    }

    /**
     * The observed p-value of background alone.
     *
     * @throws IllegalStateException if the test is blind
     */
    public double clb() {
        return observed(2);
    }

    private double observed(int i) {
        requireObserved();
        return evaluated.value(i);
    }

    private void requireObserved() {
        if (isBlind()) {
            throw new IllegalStateException("this test is blind: it has expected values only");
        }
    }

    private boolean isBlind() {
        return asimov == Asimov.Kind.NOMINAL;
    }

    /** CLs expected without signal. */
    public Band expected() {
        return evaluated.band(isBlind() ? 0 : 3);
    }

    /**
     * The partial derivatives of observed CLs.
     *
     * @throws IllegalStateException if the test is blind
     */
    public List<Tensor> observedGradient(Expr... inputs) {
        requireObserved();
        return Evaluated.gradient(test.get().logCls(mu).exp(), inputs);
    }

    /** The partial derivatives of the expected median CLs. */
    public List<Tensor> gradient(Expr... inputs) {
        return Evaluated.gradient(test.get().expectedLogCls(mu, 0).exp(), inputs);
    }

    /** The certificates of all fits behind the numbers. */
    public List<Certificate> certificates() {
        return evaluated.certificates();
    }

    /** What the user should know about how the test was made, if anything. */
    public Optional<String> note() {
        return note;
    }

    @Override
    public String toString() {
        String numbers = "expected " + expected().values() + "]";
        return "Cls[mu " + tested + ": " + (isBlind() ? numbers : "observed " + observed() + ", " + numbers);
    }

    /** How the Asimov set of the expected results is made. */
    public String asimov() {
        return asimov.toString();
    }
}
