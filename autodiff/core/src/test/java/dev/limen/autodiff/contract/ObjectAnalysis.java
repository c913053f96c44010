package dev.limen.autodiff.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.KernelSum;
import dev.limen.autodiff.fused.Segments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Two collections, a weight, a threshold on objects: numbers of events, of objects and of neither, and first and second
 * derivatives.
 */
public record ObjectAnalysis(List<Expr> inputs, List<Expr> outputs) {
    static ObjectAnalysis of(Segments jets, Segments leptons, Shape events) {
        Expr pt = Expr.variable("jet_pt", jets.objects());
        Expr lepton = Expr.variable("lepton_pt", leptons.objects());
        Expr w = Expr.variable("w", events);
        Expr cut = Expr.variable("cut", Shape.scalar());
        Expr pass = pt.sub(cut).div(0.2).sigmoid();
        Expr ht = jets.sum(pt.mul(pass));
        Expr share = pt.div(jets.spread(ht.add(1))).square();
        Expr leading = jets.maximum(pt, -1);
        Expr second = jets.at(jets.rank(pt), 1, pt, 0);
        Expr lowest = leptons.minimum(lepton.mul(cut), 3);
        Expr table = jets.objects().isOpen() || jets.objects().size() > 0
                ? pt.reshape(jets.objects().then(Shape.of(1)))
                        .broadcastTo(jets.objects().then(Shape.of(3)))
                        .mul(Expr.constant(1, 2, 3).mul(cut))
                        .tanh()
                : Expr.zeros(jets.objects().then(Shape.of(3)));
        Expr features = jets.sum(table, 1);
        Expr perEvent = ht.mul(leading)
                .add(second)
                .add(leptons.sum(lepton.square()))
                .add(lowest)
                .add(features.sum(1))
                .add(jets.sum(share));
        Expr histogram = KernelSum.sum(0, perEvent, w, Expr.constant(0, 1, 2, 4), Expr.constant(0.4));
        Expr ofJets = KernelSum.sum(0, pt, jets.spread(w), Expr.constant(0, 0.5, 1), Expr.constant(0.1));
        Expr value = histogram
                .square()
                .add(1)
                .log()
                .sum()
                .add(ofJets.sum().square())
                .add(pass.sum())
                .add(pt.maximum());
        List<Expr> outputs = new ArrayList<>(List.of(value, perEvent, share, features, table));
        List<Expr> by = List.of(cut, pt, lepton, w);
        List<Expr> gradient = Derivatives.gradient(value, by);
        outputs.addAll(gradient);
        outputs.addAll(Derivatives.gradient(
                gradient.get(0).add(gradient.get(1).square().sum()), by));
        List<Expr> inputs = new ArrayList<>(List.of(pt, lepton, w, cut));
        if (jets.objects().isOpen()) {
            inputs.addAll(List.of(jets.counts(), leptons.counts()));
        }
        return new ObjectAnalysis(inputs, outputs);
    }

    public static ObjectAnalysis open() {
        return of(Segments.of("jets"), Segments.of("leptons"), Shape.events());
    }

    /** Few jets, many events without, long stretches without any. */
    public static Tensor counts(int events, long seed, int most) {
        Random random = new Random(seed);
        return Tensor.ofInts(IntStream.range(0, events)
                .map(e -> e / 100 % 3 == 1 ? 0 : random.nextInt(most + 1))
                .toArray());
    }

    public static int sum(Tensor counts) {
        return (int) Arrays.stream(counts.toDoubles()).sum();
    }

    public static Tensor column(int size, long seed) {
        return Tensor.of(new Random(seed).doubles(size, 0, 2).toArray());
    }

    public static List<Tensor> values(int events) {
        Tensor jets = counts(events, 5, 6);
        Tensor leptons = counts(events, 6, 2);
        return List.of(
                column(sum(jets), 1), column(sum(leptons), 2), column(events, 3), Tensor.scalar(0.7), jets, leptons);
    }

    /** Objects in blocks of events against fixed lengths. */
    public static void check(Execution execution, int events, int block) {
        List<Tensor> values = values(events);
        Execution blocked = new Execution(execution.backend(), 2, block);
        ObjectAnalysis open = open();
        ObjectAnalysis fixed = of(Segments.of(values.get(4)), Segments.of(values.get(5)), Shape.of(events));
        Result got = Program.compile(open.inputs(), open.outputs(), blocked).run(values);
        Result expected =
                Program.compile(fixed.inputs(), fixed.outputs(), blocked).run(values.subList(0, 4));
        for (int k = 0; k < open.outputs().size(); k++) {
            double[] e = expected.output(k).toDoubles();
            // Sums of up to ten thousand terms of order one in another order.
            double scale = 1 + Arrays.stream(e).map(Math::abs).max().orElse(0);
            assertEquals(expected.output(k).shape(), got.output(k).shape());
            assertArrayEquals(e, got.output(k).toDoubles(), 1e-12 * scale, "output " + k);
        }
    }
}
