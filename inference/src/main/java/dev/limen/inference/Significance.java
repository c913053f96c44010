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
    private final Evaluated evaluated;

    private Significance(Supplier<Discovery> discovery, Evaluated evaluated) {
        this.discovery = discovery;
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
        return new Significance(() -> Discovery.of(compiled.fitter(), data), evaluated);
    }

    private record Test() implements Procedure {
        @Override
        public Graph graph(Fitter fitter) {
            Data data = fitter.anyData();
            Discovery discovery = Discovery.of(fitter, data);
            List<Expr> scalars = new ArrayList<>(
                    List.of(discovery.significance(), discovery.logP0().exp(), discovery.expectedSignificance()));
            for (double n : Band.N) {
                scalars.add(discovery.expectedLogP0(n).exp());
            }
            return new Graph(List.of(data.main(), data.auxiliary()), scalars);
        }
    }

    /** Observed Z; exactly 0 where the fitted POI is not above 0. */
    public double observed() {
        return evaluated.value(0);
    }

    /** Observed p0. */
    public double p0() {
        return evaluated.value(1);
    }

    /** Median Z with signal strength 1. */
    public double expected() {
        return evaluated.value(2);
    }

    /** p0 with signal strength 1. */
    public Band expectedP0() {
        return evaluated.band(3);
    }

    /** The partial derivatives of the observed Z. */
    public List<Tensor> observedGradient(Expr... inputs) {
        return Evaluated.gradient(discovery.get().significance(), inputs);
    }

    /** The partial derivatives of the expected Z. */
    public List<Tensor> gradient(Expr... inputs) {
        return Evaluated.gradient(discovery.get().expectedSignificance(), inputs);
    }

    @Override
    public String toString() {
        return "Significance[Z observed " + observed() + ", expected " + expected() + "; p0 observed " + p0()
                + ", expected " + expectedP0().values() + "]";
    }

    /** The certificates of all fits behind the numbers. */
    public List<Certificate> certificates() {
        return evaluated.certificates();
    }
}
