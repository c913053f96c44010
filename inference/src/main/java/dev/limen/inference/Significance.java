package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The discovery p-value p0 and significance Z: observed, and expected with signal strength 1, with gradients. */
public final class Significance {
    private final Supplier<Discovery> discovery;
    private final Asimov.Kind asimov;
    private final Evaluated evaluated;

    private Significance(Supplier<Discovery> discovery, Asimov.Kind asimov, Evaluated evaluated) {
        this.discovery = discovery;
        this.asimov = asimov;
        this.evaluated = evaluated;
    }

    /**
     * Tests the absence of a signal.
     *
     * @throws dev.limen.autodiff.NotConvergedException if a fit did not converge
     */
    public static Significance of(LogLikelihood model, Data data) {
        Compiled compiled = model.compiled();
        Evaluated evaluated = compiled.evaluate(new Test(), data);
        return new Significance(() -> Discovery.of(compiled.fitter(), data), Asimov.Kind.CONDITIONAL_FIT, evaluated);
    }

    /**
     * What is expected with signal strength 1, of the Asimov set at nominal parameters: no data are used.
     *
     * @throws dev.limen.autodiff.NotConvergedException if a fit did not converge
     */
    public static Significance blind(LogLikelihood model) {
        Evaluated evaluated = model.compiled().evaluate(new Blind());
        return new Significance(() -> Discovery.blind(model, 1), Asimov.Kind.NOMINAL, evaluated);
    }

    private record Test() implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Data data = fitter.anyData();
            Discovery discovery = Discovery.of(fitter, data);
            List<Expr> scalars = new ArrayList<>(
                    List.of(discovery.significance(), discovery.logP0().exp()));
            scalars.addAll(expectations(discovery));
            return new Graph(List.of(data.main(), data.auxiliary()), scalars);
        }
    }

    private record Blind() implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            return new Graph(List.of(), expectations(Discovery.blind(fitter, 1)));
        }
    }

    private static List<Expr> expectations(Discovery discovery) {
        List<Expr> scalars = new ArrayList<>(List.of(discovery.expectedSignificance()));
        for (double n : Band.N) {
            scalars.add(discovery.expectedLogP0(n).exp());
        }
        return scalars;
    }

    private void requireObserved() {
        if (isBlind()) {
            throw new IllegalStateException("this test is blind: it has expected values only");
        }
    }

    private boolean isBlind() {
        return asimov == Asimov.Kind.NOMINAL;
    }

    /**
     * Observed Z; exactly 0 where the fitted POI is not above 0.
     *
     * @throws IllegalStateException if the test is blind
     */
    public double observed() {
        requireObserved();
        return evaluated.value(0);
    }

    /**
     * Observed p0.
     *
     * @throws IllegalStateException if the test is blind
     */
    public double p0() {
        requireObserved();
        return evaluated.value(1);
    }

    /** Median Z with signal strength 1. */
    public double expected() {
        return evaluated.value(isBlind() ? 0 : 2);
    }

    /** p0 with signal strength 1. */
    public Band expectedP0() {
        return evaluated.band(isBlind() ? 1 : 3);
    }

    /**
     * The partial derivatives of the observed Z.
     *
     * @throws IllegalStateException if the test is blind
     */
    public List<Tensor> observedGradient(Expr... inputs) {
        requireObserved();
        return Evaluated.gradient(discovery.get().significance(), inputs);
    }

    /** The partial derivatives of the expected Z. */
    public List<Tensor> gradient(Expr... inputs) {
        return Evaluated.gradient(discovery.get().expectedSignificance(), inputs);
    }

    @Override
    public String toString() {
        if (isBlind()) {
            return "Significance[Z expected " + expected() + "; p0 expected "
                    + expectedP0().values() + "]";
        }
        return "Significance[Z observed " + observed() + ", expected " + expected() + "; p0 observed " + p0()
                + ", expected " + expectedP0().values() + "]";
    }

    /** The certificates of all fits behind the numbers. */
    public List<Certificate> certificates() {
        return evaluated.certificates();
    }

    /** How the Asimov set of the expected results is made. */
    public String asimov() {
        return asimov.toString();
    }
}
