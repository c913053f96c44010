package dev.limen.autodiff.fused;

import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The shapes of one application of {@link DenseStack}.
 *
 * @param role    which computation
 * @param leading leading batch axes of each input
 * @param batch   the common ones
 * @param rows    axes of rows; one may be {@link Shape#EVENTS}
 * @param widths  numbers of units: of x, then of each layer's output
 */
record DenseStackShapes(DenseStack.Role role, List<Shape> leading, Shape batch, Shape rows, List<Integer> widths) {

    static DenseStackShapes of(DenseStack stack, List<Shape> inputs) {
        int layers = stack.layers();
        boolean value = stack.role() == DenseStack.Role.VALUE;
        int expected = value ? 1 + 2 * layers : 2 + 2 * layers;
        String found = stack.name() + ": shapes " + inputs + "; expected x [rows, in], " + layers
                + " weights [in, out], "
                + (value ? layers + " biases [out]" : layers + " layers' outputs and a cotangent")
                + ", each behind batch axes or none, with " + stack.rowAxes() + " axes of rows";
        if (inputs.size() != expected) {
            throw new IllegalArgumentException(found);
        }
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).rank() < stack.coreRank(i)) {
                throw new IllegalArgumentException(found);
            }
        }
        Shape x = inputs.get(0).last(stack.rowAxes() + 1);
        Shape rows = x.first(stack.rowAxes());
        List<Integer> widths = new ArrayList<>(List.of(x.dim(stack.rowAxes())));
        for (int k = 1; k <= layers; k++) {
            widths.add(inputs.get(k).dim(inputs.get(k).rank() - 1));
        }
        DenseStackShapes shapes =
                new DenseStackShapes(stack.role(), leading(stack, inputs), Shape.scalar(), rows, widths);
        List<Shape> core = shapes.core();
        for (int i = 0; i < inputs.size(); i++) {
            if (!core.get(i).isSuffixOf(inputs.get(i)) || widths.contains(Shape.EVENTS)) {
                throw new IllegalArgumentException(found);
            }
        }
        Shape batch = Shape.commonLeading(stack.name(), shapes.leading);
        if (batch.hasEvents()) {
            throw new IllegalArgumentException(found + "; the event axis must be one of the rows'");
        }
        return new DenseStackShapes(stack.role(), shapes.leading, batch, rows, List.copyOf(widths));
    }

    private static List<Shape> leading(DenseStack stack, List<Shape> inputs) {
        List<Shape> leading = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            leading.add(inputs.get(i).first(inputs.get(i).rank() - stack.coreRank(i)));
        }
        return List.copyOf(leading);
    }

    int layers() {
        return widths.size() - 1;
    }

    /** Axes of rows, then the units of layer k's output, of x for 0. */
    private Shape units(int k) {
        return rows.then(Shape.of(widths.get(k)));
    }

    private Shape weight(int k) {
        return Shape.of(widths.get(k - 1), widths.get(k));
    }

    /** Shapes of the inputs without batch axes. */
    private List<Shape> core() {
        List<Shape> core = new ArrayList<>(List.of(units(0)));
        for (int k = 1; k <= layers(); k++) {
            core.add(weight(k));
        }
        for (int k = 1; k <= layers(); k++) {
            core.add(role == DenseStack.Role.VALUE ? Shape.of(widths.get(k)) : units(k));
        }
        if (role == DenseStack.Role.PULLBACK) {
            core.add(units(layers()));
        }
        return core;
    }

    /** Shapes of all outputs of the role. */
    List<Shape> outputs() {
        List<Shape> outputs = new ArrayList<>();
        if (role == DenseStack.Role.VALUE) {
            outputs.add(batch.then(units(layers())));
            for (int k = 1; k < layers(); k++) {
                outputs.add(batch.then(units(k)));
            }
            return outputs;
        }
        outputs.add(batch.then(units(0)));
        for (int k = 1; k <= layers(); k++) {
            outputs.add(batch.then(weight(k)));
        }
        for (int k = 1; k <= layers(); k++) {
            outputs.add(batch.then(Shape.of(widths.get(k))));
        }
        return outputs;
    }

    /** Numbers of elements of the inputs at one position of their batch axes, rows being bound. */
    int[] inputSizes() {
        return core().stream().mapToInt(Shape::size).toArray();
    }

    /** Numbers of elements of all the role's outputs at one position of the batch axes, rows being bound. */
    int[] outputSizes() {
        return outputs().stream()
                .mapToInt(shape -> shape.last(shape.rank() - batch.rank()).size())
                .toArray();
    }

    /** For each position of the batch axes where the inputs' elements for it begin. */
    int[][] starts() {
        int[] sizes = inputSizes();
        int[][] starts = new int[batch.size()][sizes.length];
        for (int lane = 0; lane < starts.length; lane++) {
            for (int i = 0; i < sizes.length; i++) {
                starts[lane][i] = sizes[i] * (lane % leading.get(i).size());
            }
        }
        return starts;
    }
}
