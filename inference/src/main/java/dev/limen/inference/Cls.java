package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;

/** CLs of one signal strength: observed, and expected without signal, with gradients. */
public final class Cls {
    private static final int MEDIAN = 5;

    private final Evaluated evaluated;
    private final HypothesisTest test;

    private Cls(HypothesisTest test, Evaluated evaluated) {
        this.test = test;
        this.evaluated = evaluated;
    }

    /**
     * Tests signal strength {@code mu}.
     *
     * @throws dev.limen.autodiff.NotConvergedException if a fit did not converge
     */
    public static Cls of(LogLikelihood model, Data data, double mu, TestStatistic statistic) {
        HypothesisTest test = HypothesisTest.of(model, data, statistic);
        Expr tested = Expr.constant(mu);
        List<Expr> scalars = new ArrayList<>(List.of(
                test.logCls(tested).exp(),
                test.logClsb(tested).exp(),
                test.logClb(tested).exp()));
        for (double n : Band.N) {
            scalars.add(test.expectedLogCls(tested, n).exp());
        }
        return new Cls(test, Evaluated.of(scalars));
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
        return evaluated.gradient(0, List.of(inputs));
    }

    /** The partial derivatives of the expected median CLs. */
    public List<Tensor> gradient(Expr... inputs) {
        return evaluated.gradient(MEDIAN, List.of(inputs));
    }

    /** The certificates of all fits behind the numbers. */
    public List<Certificate> certificates() {
        return evaluated.certificates();
    }

    /** How the Asimov set of the expected results is made. */
    public String asimov() {
        return test.asimov();
    }
}
