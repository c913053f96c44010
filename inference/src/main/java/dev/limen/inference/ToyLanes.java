package dev.limen.inference;

import dev.limen.autodiff.Evaluator;
import dev.limen.autodiff.optimise.NewtonLanes;
import dev.limen.autodiff.random.RandomStream;
import java.util.Arrays;
import java.util.List;

/**
 * Draws and fits toys side by side, one lane a toy: first free from the parameters where the toys are made, then with the
 * POI held, from the free fit on. Used by one thread; no toy allocates.
 */
final class ToyLanes implements NewtonLanes.Objective, NewtonLanes.Problems {
    /** Estimated distances to the minimum; values are good to this to the power of 3/2. */
    private static final double TOLERANCE = 1e-9;

    private static final int EVALUATIONS = 60;
    private static final int MAIN = 1;
    private static final int AUXILIARY = 2;
    private static final int VALUE = 0;
    private static final int GRADIENT = 1;
    private static final int HESSIAN = 2;

    private final Evaluator evaluator;
    private final NewtonLanes newton;
    private final int n;
    private final int poi;
    private final double[] lower;
    private final double[] upper;
    private final double[][] inputs;
    private final double[][] outputs = new double[3][];
    /** By lane: its toy, whether its fit is the conditional one, and what the free one found. */
    private final int[] toy;

    private final boolean[] conditional;
    private final double[] freeValue;
    private final double[] freeParameters;

    private ToyEnsemble ensemble;
    private RandomStream stream;
    private ToyQuantity quantity;
    private double mu;
    private double[] q;
    private int next;
    private int end;

    ToyLanes(ToyProgram program) {
        evaluator = program.evaluator();
        LogLikelihood model = program.model();
        List<Parameter> parameters = model.parameters();
        n = parameters.size();
        poi = model.poi().orElse(0);
        lower = new double[n];
        upper = new double[n];
        for (int i = 0; i < n; i++) {
            Parameter parameter = parameters.get(i);
            lower[i] = parameter.fixed() ? parameter.start() : parameter.lower();
            upper[i] = parameter.fixed() ? parameter.start() : parameter.upper();
        }
        int lanes = program.lanes();
        newton = new NewtonLanes(lanes, n, TOLERANCE, EVALUATIONS);
        inputs = new double[][] {{}, new double[lanes * program.bins()], new double[lanes * program.auxiliaries()]};
        toy = new int[lanes];
        conditional = new boolean[lanes];
        freeValue = new double[lanes];
        freeParameters = new double[lanes * n];
    }

    /** Writes the quantity of the toys {@code from} to {@code to - 1}, NaN where fits are to be done one by one, to q. */
    void run(ToyEnsemble made, ToyQuantity asked, double strength, int from, int to, double[] out) {
        ensemble = made;
        stream = made.stream();
        quantity = asked;
        mu = strength;
        q = out;
        next = from;
        end = to;
        Arrays.fill(conditional, false);
        newton.run(this, this);
    }

    @Override
    public void evaluate(double[] x, double[] value, double[] gradient, double[] hessian) {
        inputs[0] = x;
        outputs[VALUE] = value;
        outputs[GRADIENT] = gradient;
        outputs[HESSIAN] = hessian;
        evaluator.run(inputs, outputs);
    }

    @Override
    public boolean next(int lane, double[] start, double[] low, double[] high) {
        if (!conditional[lane]) {
            if (next == end) {
                return false;
            }
            toy[lane] = next++;
            int bins = ensemble.main().length;
            int auxiliaries = ensemble.auxiliary().length;
            ensemble.draw(stream, toy[lane], inputs[MAIN], lane * bins, inputs[AUXILIARY], lane * auxiliaries);
        }
        double[] known = conditional[lane] ? freeParameters : ensemble.parameters();
        System.arraycopy(known, conditional[lane] ? lane * n : 0, start, 0, n);
        System.arraycopy(lower, 0, low, 0, n);
        System.arraycopy(upper, 0, high, 0, n);
        if (conditional[lane]) {
            double tested = quantity.tested(mu);
            start[poi] = tested;
            low[poi] = tested;
            high[poi] = tested;
        }
        return true;
    }

    @Override
    public void solved(int lane, double[] x, double value, double distance) {
        if (quantity == ToyQuantity.SATURATED) {
            int bins = ensemble.main().length;
            int auxiliaries = ensemble.auxiliary().length;
            double least = ensemble.saturated(inputs[MAIN], lane * bins, inputs[AUXILIARY], lane * auxiliaries);
            q[toy[lane]] = 2 * (value - least);
            return;
        }
        if (!conditional[lane]) {
            if (quantity.vanishes(x[poi], mu)) {
                q[toy[lane]] = 0;
                return;
            }
            conditional[lane] = true;
            freeValue[lane] = value;
            System.arraycopy(x, 0, freeParameters, lane * n, n);
            return;
        }
        conditional[lane] = false;
        double difference = 2 * (value - freeValue[lane]);
        // One by one it is found out which of the two missed its minimum.
        q[toy[lane]] = difference < -TestStatistics.ROUNDING ? Double.NaN : Math.max(0, difference);
    }

    @Override
    public void failed(int lane) {
        conditional[lane] = false;
        q[toy[lane]] = Double.NaN;
    }
}
