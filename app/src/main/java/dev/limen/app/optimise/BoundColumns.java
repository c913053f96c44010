package dev.limen.app.optimise;

import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Columns of events and of their objects, in the order of a program's variables, of which some events can be taken. */
final class BoundColumns {
    private final List<Column> columns;
    private final List<Tensor> tensors;
    private final Map<Tensor, int[]> offsets = new IdentityHashMap<>();

    /**
     * A column.
     *
     * @param values one an event, or one an object in the order of events
     * @param counts how many objects each event has, of a column of objects
     */
    record Column(Tensor values, Optional<Tensor> counts) {}

    BoundColumns(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.tensors = columns.stream().map(Column::values).toList();
        for (Column column : columns) {
            column.counts().ifPresent(counts -> offsets.computeIfAbsent(counts, BoundColumns::offsets));
        }
    }

    private static int[] offsets(Tensor counts) {
        int[] offsets = new int[counts.size() + 1];
        for (int event = 0; event < counts.size(); event++) {
            offsets[event + 1] = offsets[event] + (int) counts.at(event);
        }
        return offsets;
    }

    /** All events. */
    List<Tensor> all() {
        return tensors;
    }

    /** Some events, each with all of its objects. */
    List<Tensor> some(int[] rows) {
        List<Tensor> some = new ArrayList<>();
        for (Column column : columns) {
            some.add(
                    column.counts().isPresent()
                            ? objects(
                                    column.values(), offsets.get(column.counts().get()), rows)
                            : events(column.values(), rows));
        }
        return some;
    }

    private static Tensor events(Tensor column, int[] rows) {
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = column.at(rows[i]);
        }
        return Tensor.fromDoubles(Shape.of(rows.length), column.dtype(), values);
    }

    private static Tensor objects(Tensor column, int[] offsets, int[] rows) {
        int length = 0;
        for (int row : rows) {
            length += offsets[row + 1] - offsets[row];
        }
        double[] values = new double[length];
        int next = 0;
        for (int row : rows) {
            for (int object = offsets[row]; object < offsets[row + 1]; object++) {
                values[next++] = column.at(object);
            }
        }
        return Tensor.fromDoubles(Shape.of(length), column.dtype(), values);
    }
}
