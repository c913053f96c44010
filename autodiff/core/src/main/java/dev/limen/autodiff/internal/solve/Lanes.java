package dev.limen.autodiff.internal.solve;

import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Shape;
import java.util.List;

/** Where the numbers of a batch lane lie: an input with fewer batch axes than others is repeated over theirs. */
final class Lanes {
    private final int count;
    private final int[] sizes;
    private final int[] repeats;

    Lanes(Implicit implicit, List<Shape> inputs) {
        count = implicit.batch(inputs).size();
        List<Shape> core = implicit.coreShapes(inputs);
        sizes = core.stream().mapToInt(Shape::size).toArray();
        repeats = new int[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            Shape full = inputs.get(i);
            repeats[i] = full.first(full.rank() - core.get(i).rank()).size();
        }
    }

    int count() {
        return count;
    }

    /** Number of elements of input {@code i} in a lane. */
    int size(int i) {
        return sizes[i];
    }

    /** Which of the blocks of input {@code i} belongs to a lane. */
    int block(int i, int lane) {
        return lane % repeats[i];
    }

    void copy(double[][] inputs, int i, int lane, double[] target) {
        System.arraycopy(inputs[i], block(i, lane) * sizes[i], target, 0, sizes[i]);
    }
}
