package dev.limen.networks;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.random.RandomSource;
import java.util.List;
import java.util.function.Function;

/** {@code activation(x W + b)} with {@code W [inputs, outputs]} and {@code b [outputs]}. */
record Dense(int inputs, int outputs, Activation activation, Initialiser initialiser) implements Layer {

    @Override
    public List<NamedShape> weights() {
        return List.of(new NamedShape("weight", Shape.of(inputs, outputs)), new NamedShape("bias", Shape.of(outputs)));
    }

    @Override
    public double[] initial(int index, Function<String, RandomSource> source) {
        return index == 0 ? initialiser.draw(source.apply("weight"), inputs, outputs) : new double[outputs];
    }

    @Override
    public Expr apply(Expr x, List<Expr> weights, List<Expr> statistics) {
        return activation.apply(x.matmul(weights.get(0)).add(weights.get(1)));
    }
}
