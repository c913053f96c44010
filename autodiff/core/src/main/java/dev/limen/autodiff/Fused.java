package dev.limen.autodiff;

import dev.limen.autodiff.linear.SymmetricPattern;
import java.util.List;
import java.util.Optional;

/**
 * A composite operation with kernels of its own: the only way to extend the set of primitives.
 *
 * <p>{@link #expand} is its definition, its fallback where a back end has no kernel, and its test oracle.
 * A fused primitive takes leading batch axes on any input: the leading axes of each input are a suffix of the
 * longest ones ({@link Shape#commonLeading}).
 */
public non-sealed interface Fused extends Primitive {

    /** The outputs, in simpler primitives. */
    List<Expr> expand(List<Expr> inputs);

    /** Number of axes that input {@code index} has behind any leading batch axes. */
    int coreRank(int index);

    /**
     * The application to inputs of which some have got further leading batch axes.
     *
     * <p>A family that knows a cheaper form for some combination (a matrix product instead of one kernel call a
     * lane, say) returns that instead. The outputs carry the common leading axes.
     */
    default List<Expr> batched(List<Expr> inputs) {
        return Node.apply(this, inputs).outputs();
    }

    /**
     * The same computation that gives some of its outputs only, in their order: those that something in a program reads.
     *
     * @param outputs indices of outputs, ascending, one at least
     * @return this, where leaving out outputs saves nothing
     */
    default Fused giving(List<Integer> outputs) {
        return this;
    }

    /**
     * The most events a block should have, so that what it makes of them stays near the processor: any number unless
     * it says so.
     *
     * @param inputs shapes of the inputs
     */
    default int blockSize(List<Shape> inputs) {
        return Integer.MAX_VALUE;
    }

    /**
     * Whether results for events, if there is room for all of them, are better kept than computed again when the events
     * are gone through once more.
     *
     * @param inputs shapes of the inputs
     */
    default boolean isWorthKeeping(List<Shape> inputs) {
        return false;
    }

    /**
     * A symmetric matrix, packed.
     *
     * @param primitive of the same inputs; its only output is vectors of packed entries
     * @param pattern   the entries that may differ from zero
     */
    record Packed(Fused primitive, SymmetricPattern pattern) {}

    /** Where the only output is symmetric matrices {@code [n, n]}: what gives them packed, if they have entries known to be zero. */
    default Optional<Packed> packed() {
        return Optional.empty();
    }

    /** Whether its kernels round FLOAT32 outputs whose rows are events themselves. */
    default boolean roundsEvents() {
        return false;
    }

    @Override
    default <R> R accept(Visitor<R> visitor) {
        return visitor.fused(this);
    }
}
