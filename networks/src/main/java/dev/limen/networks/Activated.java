package dev.limen.networks;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.fused.Activation;
import java.util.List;

/** An activation alone. */
record Activated(int inputs, Activation activation) implements Layer {
    @Override
    public int outputs() {
        return inputs;
    }

    @Override
    public Expr apply(Expr x, List<Expr> weights, List<Expr> statistics) {
        return activation.apply(x);
    }
}
