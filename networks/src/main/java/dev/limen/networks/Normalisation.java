package dev.limen.networks;

import dev.limen.autodiff.Shape;
import dev.limen.autodiff.random.RandomSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A layer that brings each element to mean 0 and variance 1, and then to a trained scale and shift. */
sealed interface Normalisation extends Layer permits BatchNormalisation, LayerNormalisation {
    /** Added to the variance: keeps the slope finite where all are equal. */
    double EPSILON = 1e-5;

    @Override
    default int outputs() {
        return inputs();
    }

    @Override
    default List<NamedShape> weights() {
        return List.of(new NamedShape("scale", Shape.of(inputs())), new NamedShape("shift", Shape.of(inputs())));
    }

    @Override
    default double[] initial(int index, Function<String, RandomSource> source) {
        double[] values = new double[inputs()];
        Arrays.fill(values, index == 0 ? 1 : 0);
        return values;
    }
}
