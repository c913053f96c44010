package dev.limen.networks;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.random.RandomSource;
import java.util.List;
import java.util.function.Function;

/** A function of the last axis with weights of its own. */
sealed interface Layer permits Dense {
    /** Length of the last axis that goes in. */
    int inputs();

    /** Length of the last axis that comes out. */
    int outputs();

    /** Names within the layer, and shapes, of what is trained. */
    List<NamedShape> weights();

    /** The elements of weight {@code index} at the beginning; {@code source} gives the random numbers of a name. */
    double[] initial(int index, Function<String, RandomSource> source);

    /** {@code [.., inputs]} to {@code [.., outputs]}. */
    Expr apply(Expr x, List<Expr> weights);
}
