package dev.limen.autodiff.fused;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.FusedKernel;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Segmented;
import java.util.List;

/** A linear map between events and their objects: inputs x {@code [.., axis, inner]} and counts {@code [events]}. */
sealed interface SegmentMap extends FusedKernel, Segmented permits SegmentSum, SegmentSpread {

    /** Number of axes behind that of the objects or events. */
    int inner();

    @Override
    default List<DType> dtypes(List<DType> inputs) {
        SegmentShapes.requireTypes(name(), inputs);
        return List.of(inputs.get(0));
    }

    @Override
    default int coreRank(int index) {
        return index == 0 ? 1 + inner() : 1;
    }

    /** What a map makes of x; zeros of zeros. */
    static Expr apply(SegmentMap map, Expr x, Expr counts) {
        return x.isZero()
                ? Expr.fill(map.shapes(List.of(x.shape(), counts.shape())).get(0), x.dtype(), 0)
                : Node.apply(map, List.of(x, counts)).output(0);
    }
}
