package dev.limen.data;

import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.BitSet;

/**
 * One column.
 *
 * @param values FLOAT64 [events] or [objects], finite; a defined value of the column where it is undefined
 * @param undefined rows where it is undefined; never changed
 */
record Column(Tensor values, BitSet undefined) {
    /** Where it is defined, BOOL. */
    Tensor defined() {
        boolean[] defined = new boolean[values.size()];
        for (int row = 0; row < defined.length; row++) {
            defined[row] = !undefined.get(row);
        }
        return Tensor.wrap(Shape.of(defined.length), defined);
    }

    /** Puts a defined value in undefined places: functions of the column stay finite there. */
    static Column of(double[] values, BitSet undefined) {
        int defined = undefined.nextClearBit(0);
        double filler = defined < values.length ? values[defined] : 0;
        undefined.stream().forEach(row -> values[row] = filler);
        return new Column(Tensor.wrap(Shape.of(values.length), values), undefined);
    }
}
