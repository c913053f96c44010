package dev.limen.autodiff.contract;

import dev.limen.autodiff.Binary;
import dev.limen.autodiff.Broadcast;
import dev.limen.autodiff.Cast;
import dev.limen.autodiff.Compare;
import dev.limen.autodiff.Concat;
import dev.limen.autodiff.Cumulate;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Leaf;
import dev.limen.autodiff.MatMul;
import dev.limen.autodiff.Pad;
import dev.limen.autodiff.Permute;
import dev.limen.autodiff.Polygamma;
import dev.limen.autodiff.Reduce;
import dev.limen.autodiff.Reshape;
import dev.limen.autodiff.ScatterAdd;
import dev.limen.autodiff.Select;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Slice;
import dev.limen.autodiff.Sort;
import dev.limen.autodiff.Take;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.Unary;
import java.util.ArrayList;
import java.util.List;

/** Inputs for every primitive. Axes of length 5 are tried as event axes, too. */
final class Fixtures {
    private static final Tensor ANY = Tensor.of(-1.3, -0.4, 0.35, 0.8, 1.7);
    private static final Tensor POSITIVE = Tensor.of(0.3, 0.8, 1.4, 2.2, 5.1);
    private static final Tensor FRACTIONS = Tensor.of(0.25, 0.4, 0.52, 0.6, 0.75);
    private static final Tensor FLAGS = Tensor.wrap(Shape.of(5), new boolean[] {true, false, true, true, false});

    private Fixtures() {}

    static List<Fixture> all() {
        List<Fixture> all = new ArrayList<>();
        all.addAll(leaves());
        all.addAll(unary());
        all.addAll(binary());
        all.addAll(reductions());
        all.addAll(arrangements());
        all.addAll(positions());
        all.addAll(products());
        all.addAll(FusedFixtures.all());
        all.addAll(ImplicitFixtures.all());
        return all;
    }

    /** Different numbers between -1.4 and 1.4, in no order; neighbours are further apart than a difference's step. */
    static Tensor numbers(int... dims) {
        Shape shape = Shape.of(dims);
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            int place = (11 * i + 4) % values.length;
            values[i] = -1.4 + 2.8 * (place + 0.4) / values.length;
        }
        return Tensor.wrap(shape, values);
    }

    private static List<Fixture> leaves() {
        return List.of(
                Fixture.of(new Leaf.Constant(numbers(2, 3)), 0),
                Fixture.of(new Leaf.Fill(Shape.of(2, 5), DType.FLOAT64, 0.3), 0),
                Fixture.of(new Leaf.Eye(3, DType.FLOAT64), 0));
    }

    private static List<Fixture> unary() {
        List<Fixture> all = new ArrayList<>();
        for (Unary.Op op : Unary.Op.values()) {
            all.add(
                    switch (op) {
                        case NEG,
                                EXP,
                                EXPM1,
                                TANH,
                                SIGMOID,
                                SIN,
                                COS,
                                SINH,
                                COSH,
                                NORMAL_CDF,
                                LOG_NORMAL_CDF,
                                NORMAL_HAZARD,
                                ABS,
                                SIGN,
                                FLOOR -> Fixture.of(new Unary(op), 3, ANY);
                        case SQRT, LOG, LOG1P, LGAMMA -> Fixture.of(new Unary(op), 3, POSITIVE);
                        case NORMAL_QUANTILE -> Fixture.of(new Unary(op), 3, FRACTIONS);
                        case NOT -> Fixture.of(new Unary(op), 0, FLAGS);
                        // Its derivative is zero by decree, not by limit.
                        case DETACH -> Fixture.of(new Unary(op), 0, ANY);
                    });
        }
        for (int order = 0; order < 4; order++) {
            all.add(Fixture.of(new Polygamma(order), 2, POSITIVE));
        }
        // A cast to FLOAT32 rounds: differences see steps.
        all.add(Fixture.of(new Cast(DType.FLOAT32), 0, ANY));
        all.add(Fixture.of(new Cast(DType.FLOAT64), 0, Tensor.ofInts(1, -2, 3, 0, 5)));
        all.add(Fixture.of(new Cast(DType.INT32), 0, Tensor.of(-1.7, 2.7, 0, 3, -0.2)));
        all.add(Fixture.of(new Cast(DType.BOOL), 0, Tensor.of(-1.7, 0, 0.1, 3, 0)));
        return all;
    }

    private static List<Fixture> binary() {
        List<Fixture> all = new ArrayList<>();
        Tensor a = numbers(2, 5);
        Tensor b = Tensor.of(Shape.of(2, 5), 0.6, -1.2, 1.9, 0.7, -0.3, 1.1, 0.5, -0.8, 0.2, 1.6);
        Tensor flags = Tensor.wrap(Shape.of(5), new boolean[] {false, false, true, true, true});
        for (Binary.Op op : Binary.Op.values()) {
            all.add(
                    switch (op) {
                        case ADD, SUB, MUL, DIV, MAX, MIN, ATAN2 ->
                            Fixture.of(new Binary(op), 3, a, b).refusing(Shape.of(2, 5), Shape.of(5, 2));
                        case POW -> Fixture.of(new Binary(op), 3, POSITIVE, ANY).refusing(Shape.of(2), Shape.of(3));
                        case AND, OR ->
                            Fixture.of(new Binary(op), 0, FLAGS, flags).refusing(Shape.of(2), Shape.of(3));
                    });
        }
        for (Compare.Op op : Compare.Op.values()) {
            Tensor other = Tensor.of(-1.3, 0.4, 0.2, 0.8, 1.9);
            all.add(Fixture.of(new Compare(op), 0, ANY, other).refusing(Shape.of(2), Shape.of(3)));
        }
        all.add(Fixture.of(new Select(), 3, FLAGS, ANY, POSITIVE).refusing(Shape.of(2), Shape.of(2), Shape.of(3)));
        return all;
    }

    private static List<Fixture> reductions() {
        List<Fixture> all = new ArrayList<>();
        for (Reduce.Op op : Reduce.Op.values()) {
            all.add(Fixture.of(new Reduce(op, List.of(0)), 3, numbers(5)).refusing(Shape.scalar()));
            all.add(Fixture.of(new Reduce(op, List.of(0)), 2, numbers(4, 5)).refusing(Shape.scalar()));
            all.add(Fixture.of(new Reduce(op, List.of(1)), 2, numbers(4, 5)).refusing(Shape.of(4)));
            all.add(Fixture.of(new Reduce(op, List.of(0, 2)), 2, numbers(2, 3, 2))
                    .refusing(Shape.of(4)));
        }
        all.add(Fixture.of(new Reduce(Reduce.Op.SUM, List.of(0)), 0, numbers(1001)));
        all.add(Fixture.of(new Reduce(Reduce.Op.SUM, List.of(0)), 0, numbers(333, 5)));
        // Zeros among the factors: the rule must not divide.
        all.add(Fixture.of(new Reduce(Reduce.Op.PROD, List.of(0)), 2, Tensor.of(0.7, 0, -1.2, 0.4)));
        for (int axis = 0; axis < 2; axis++) {
            all.add(Fixture.of(new Cumulate(axis, false), 2, numbers(3, 5)).refusing(Shape.scalar()));
            all.add(Fixture.of(new Cumulate(axis, true), 2, numbers(3, 5)).refusing(Shape.scalar()));
        }
        return all;
    }

    private static List<Fixture> arrangements() {
        Tensor table = numbers(2, 5);
        return List.of(
                Fixture.of(new Broadcast(Shape.of(4), List.of()), 2, Tensor.scalar(0.7))
                        .refusing(Shape.of(3)),
                Fixture.of(new Broadcast(Shape.of(2, 5, 3), List.of(1)), 2, ANY).refusing(Shape.of(4)),
                Fixture.of(new Broadcast(Shape.of(3, 2, 5), List.of(1, 2)), 2, table)
                        .refusing(Shape.of(5, 2)),
                Fixture.of(new Reshape(Shape.of(3, 4)), 2, numbers(2, 6)).refusing(Shape.of(5)),
                Fixture.of(new Reshape(Shape.of(2, 5, 1)), 2, table).refusing(Shape.of(5)),
                Fixture.of(new Permute(List.of(2, 0, 1)), 2, numbers(2, 3, 5)).refusing(Shape.of(2, 3)),
                Fixture.of(new Slice(1, 2, 5), 2, numbers(2, 7)).refusing(Shape.of(2, 4)),
                Fixture.of(new Slice(0, 1, 2), 2, table).refusing(Shape.of(1, 5)),
                Fixture.of(new Pad(1, 2, 1), 2, numbers(2, 3)).refusing(Shape.of(2)),
                Fixture.of(new Pad(0, 1, 0), 2, table).refusing(Shape.scalar()),
                Fixture.of(new Concat(0), 2, numbers(2, 5), numbers(1, 5)).refusing(Shape.of(2, 5), Shape.of(1, 4)),
                Fixture.of(new Concat(1), 2, numbers(5, 2), numbers(5, 3)).refusing(Shape.of(2, 5), Shape.of(1, 4)));
    }

    private static List<Fixture> positions() {
        Tensor three = Tensor.ofInts(3, 0, 3);
        Tensor five = Tensor.ofInts(1, 0, 2, 1, 1);
        return List.of(
                Fixture.of(new Take(0), 2, numbers(4, 5), three).refusing(Shape.of(4), Shape.of(2, 2)),
                Fixture.of(new Take(1), 2, numbers(2, 4), three).refusing(Shape.of(4), Shape.of(3)),
                Fixture.of(new Take(0), 2, numbers(3, 2), five).refusing(Shape.scalar(), Shape.of(3)),
                Fixture.of(new ScatterAdd(0, 4), 2, numbers(3, 5), three).refusing(Shape.of(4), Shape.of(3)),
                Fixture.of(new ScatterAdd(1, 4), 2, numbers(2, 3), three).refusing(Shape.of(2, 2), Shape.of(3)),
                Fixture.of(new ScatterAdd(0, 3), 2, numbers(5, 2), five).refusing(Shape.of(4), Shape.of(3)),
                Fixture.of(new Sort(), 2, Tensor.of(0.3, -1.2, 2.4, 0.9, 0.35)).refusing(Shape.scalar()),
                Fixture.of(new Sort(), 2, numbers(5, 4)),
                Fixture.of(new Sort(), 2, numbers(3, 5)),
                Fixture.of(new Sort(), 0, numbers(2, 1200)),
                Fixture.of(new Sort(), 0, numbers(3, 100)));
    }

    private static List<Fixture> products() {
        List<Fixture> all = new ArrayList<>();
        for (Tensor[] pair : new Tensor[][] {
            {numbers(3, 4), numbers(4, 2)},
            {numbers(3, 5), numbers(5, 2)},
            {numbers(5, 4), numbers(4, 2)},
            {numbers(3, 4), numbers(4, 5)},
            {numbers(2, 3, 4), numbers(4, 2)},
            {numbers(3, 4), numbers(2, 4, 2)},
            {numbers(2, 3, 4), numbers(2, 4, 1)}
        }) {
            all.add(Fixture.of(new MatMul(), 3, pair).refusing(Shape.of(3, 4), Shape.of(3, 4)));
        }
        return all;
    }
}
