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
    private final Evaluated evaluated;
    private final double tested;
    private final Optional<String> note;

    private Cls(Supplier<HypothesisTest> test, double mu, Evaluated evaluated, Optional<String> note) {
        this.test = test;
        this.mu = Expr.constant(mu);
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
        PoiBounds bounds = PoiBounds.of(model);
        bounds.requireAbove(mu);
        boolean beyond = bounds.exceededBy(mu);
        Compiled compiled = beyond ? new WidenedPoi(model, 2 * mu).compiled() : model.compiled();
        Evaluated evaluated = compiled.evaluate(new Test(statistic), data, mu);
        Optional<String> widened =
                beyond ? Optional.of(bounds.widened("the signal strength " + mu, 2 * mu)) : Optional.empty();
        return new Cls(
                () -> HypothesisTest.of(compiled.fitter(), data, statistic),
                mu,
                evaluated,
                PoiBounds.joined(List.of(widened, bounds.unsuited(statistic))));
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
            for (double n : Band.N) {
                scalars.add(test.expectedLogCls(mu, n).exp());
            }
            return new Graph(List.of(mu, data.main(), data.auxiliary()), scalars);
        }
    }

    /** Observed CLs. */
    public double observed() {
        return evaluated.value(0);
    }

    /** The observed p-value of signal plus background. */
    public double clsb() {
        return evaluated.value(1);
    }

    /** The observed p-value of background alone. */
    public double clb() {
        return evaluated.value(2);
    }

    /** CLs expected without signal. */
    public Band expected() {
        return evaluated.band(3);
    }

    /** The partial derivatives of observed CLs. */
    public List<Tensor> observedGradient(Expr... inputs) {
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
        return "Cls[mu " + tested + ": observed " + observed() + ", expected "
                + expected().values() + "]";
    }

    /** How the Asimov set of the expected results is made. */
    public String asimov() {
        return Asimov.Kind.CONDITIONAL_FIT.toString();
    }
}
