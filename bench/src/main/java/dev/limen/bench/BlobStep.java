package dev.limen.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.optimise.Schedule;
import dev.limen.autodiff.random.RandomSource;
import dev.limen.histfactory.Model;
import dev.limen.inference.Objectives;
import dev.limen.networks.Initialiser;
import dev.limen.networks.Network;
import dev.limen.networks.ParameterGroup;
import dev.limen.networks.TrainingPlan;
import dev.limen.networks.TrainingState;
import dev.limen.networks.UpdateRule;
import dev.limen.ops.Histograms;
import dev.limen.ops.Overflow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A training step of neos's three blobs for each line of standard input, its wall and processor seconds on standard output, and in the end the
 * last objective: the other side of {@code bench/jax/blobs.py}, which says what the step does.
 */
public final class BlobStep {
    private static final int BATCH = 2000;
    private static final int WIDTH = 1024;
    private static final double BANDWIDTH = 0.09;
    private static final double RATE = 1e-3;
    private static final int STEPS = 1000;

    private final List<Expr> trained;
    private final List<Expr> inputs;
    private final List<Tensor> events = new ArrayList<>();
    private final Program program;
    private final TrainingPlan plan;
    private TrainingState state;
    private double objective;

    private BlobStep() {
        Network network = Network.inputs(2)
                .dense(WIDTH, Activation.RELU, Initialiser.GLOROT_NORMAL)
                .dense(WIDTH, Activation.RELU, Initialiser.GLOROT_NORMAL)
                .dense(1, Activation.SIGMOID, Initialiser.GLOROT_NORMAL)
                .build();
        Expr inner = Expr.variable("edges", Shape.of(3));
        this.trained = new ArrayList<>(network.variables("network "));
        List<Expr> weights = List.copyOf(trained);
        trained.add(inner);
        this.inputs = new ArrayList<>(trained);
        Expr edges = Expr.concat(0, List.of(Expr.zeros(Shape.of(1)), inner, Expr.fill(Shape.of(1), inner.dtype(), 1)));
        Expr signal = template(20, edges, network.apply(blob("signal", -1, 1), weights));
        Expr background = template(100, edges, network.apply(blob("background", 1, -1), weights));
        Expr down = template(100, edges, network.apply(blob("down", -2.5, -1.5), weights));
        Expr up = template(100, edges, network.apply(blob("up", 2.5, 2), weights));
        Model model =
                Model.build(m -> m.poi("mu").channel("SR", c -> c.sample("signal", signal, s -> s.normfactor("mu"))
                        .sample("background", background, s -> s.histosys("centre", down, up))));
        Expr logCls = Objectives.expectedLogCls(model, 1);
        List<Expr> outputs = new ArrayList<>(List.of(logCls));
        outputs.addAll(Derivatives.gradient(logCls, trained));
        this.program = Program.compile(inputs, outputs);
        double[] start = network.initial(0).flat();
        double[] all = Arrays.copyOf(start, start.length + 3);
        System.arraycopy(new double[] {0.25, 0.5, 0.75}, 0, all, start.length, 3);
        List<ParameterGroup> groups = List.of(
                ParameterGroup.free("network", start.length).rate(RATE),
                ParameterGroup.free("edges", 3).rate(RATE));
        this.plan = new TrainingPlan(UpdateRule.adam(), groups, Schedule.constant(), STEPS);
        this.state = plan.begin(all, 0);
    }

    private Expr blob(String name, double centreX, double centreY) {
        Expr variable = Expr.variable(name, Shape.of(Shape.EVENTS, 2));
        inputs.add(variable);
        double[] points = new double[2 * BATCH];
        RandomSource random = new RandomSource(0, name);
        for (int i = 0; i < points.length; i++) {
            points[i] = (i % 2 == 0 ? centreX : centreY) + random.at(i).normal();
        }
        events.add(Tensor.wrap(Shape.of(BATCH, 2), points));
        return variable;
    }

    private static Expr template(double yield, Expr edges, Expr score) {
        Expr column = score.sum(1);
        Expr one = Expr.onesLike(column);
        return Histograms.kde(column, one, one, edges, Expr.constant(BANDWIDTH), Overflow.DROP)
                .sumw()
                .mul(yield / BATCH)
                .add(1e-3);
    }

    private void step() {
        double[] x = state.point();
        List<Tensor> values = new ArrayList<>();
        int at = 0;
        for (Expr variable : trained) {
            double[] part = new double[variable.shape().size()];
            System.arraycopy(x, at, part, 0, part.length);
            at += part.length;
            values.add(Tensor.wrap(variable.shape(), part));
        }
        values.addAll(events);
        Result result = program.run(values);
        objective = result.output(0).item();
        double[] gradient = new double[x.length];
        at = 0;
        for (int i = 0; i < trained.size(); i++) {
            Tensor part = result.output(1 + i);
            part.copyTo(0, gradient, at, part.size());
            at += part.size();
        }
        state = plan.next(state, objective, gradient);
    }

    /** Steps until the input ends. */
    public static void main(String[] arguments) throws IOException {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        BlobStep blobs = new BlobStep();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (lines.readLine() != null) {
            long cpu = process.getProcessCpuTime();
            long start = System.nanoTime();
            blobs.step();
            double wall = 1e-9 * (System.nanoTime() - start);
            System.out.println(wall + " " + 1e-9 * (process.getProcessCpuTime() - cpu));
        }
        System.out.println(blobs.objective);
    }
}
