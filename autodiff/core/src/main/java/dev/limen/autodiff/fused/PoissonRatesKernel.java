package dev.limen.autodiff.fused;

import dev.limen.autodiff.FollowingKernel;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.linear.SymmetricPattern;
import java.util.Arrays;
import java.util.List;

/** All roles of {@link PoissonRates} in plain Java: lane after lane, without allocation once built. */
final class PoissonRatesKernel implements FollowingKernel {
    private static final int U = PoissonRates.POINT;
    private static final int TANGENT = U + 1;
    private static final int COUNTS_TANGENT = TANGENT + PoissonRates.POINT;

    private final int lanes;
    /** By input: numbers in one lane, and the number of its lanes; lane l of all is its lane l modulo these. */
    private final int[] inputSize;

    private final int[] inputLanes;
    private final int[] outputSize;
    /** By output of the role: its place among those given, or -1. */
    private final int[] place;

    /** By output of the role: its array, of length 0 where it is not given. */
    private final double[][] out;
    /** By input and by output of the role: where the current lane starts. */
    private final int[] in;

    private final int[] to;
    private final RateStructure structure;
    private final RatePoint x = new RatePoint();
    private final RatePoint v = new RatePoint();
    private final RatePoint target = new RatePoint();
    private final RateEvaluation rates;
    private final Lane lane;
    /** Where the rates are evaluated: here, or by a kernel that runs before this one. */
    private RateEvaluation source;

    /** What a role does in one lane, at the point that has been evaluated. */
    private interface Lane {
        void run(double[][] inputs, double[][] outputs);
    }

    PoissonRatesKernel(PoissonRates primitive, List<Shape> inputs) {
        structure = primitive.structure();
        lanes = primitive.leading(inputs).size();
        inputSize = sizes(PoissonRates.inputs(structure, primitive.role()));
        inputLanes = sizes(primitive.leadings(inputs));
        outputSize = sizes(PoissonRates.outputs(structure, primitive.role()));
        place = new int[outputSize.length];
        Arrays.setAll(place, k -> primitive.given().indexOf(k));
        out = new double[outputSize.length][0];
        in = new int[inputSize.length];
        to = new int[outputSize.length];
        rates = new RateEvaluation(structure);
        source = rates;
        lane = lane(primitive.role());
    }

    private static int[] sizes(List<Shape> shapes) {
        return shapes.stream().mapToInt(Shape::size).toArray();
    }

    @Override
    public void follow(Kernel earlier, int shared) {
        if (earlier instanceof PoissonRatesKernel other
                && shared >= PoissonRates.POINT
                && lanes == 1
                && other.lanes == 1
                && structure.equals(other.structure)) {
            source = other.rates;
        }
    }

    @Override
    public void run(double[][] inputs, double[][] outputs) {
        for (int k = 0; k < place.length; k++) {
            if (place[k] >= 0) {
                out[k] = outputs[place[k]];
            }
        }
        for (int l = 0; l < lanes; l++) {
            boolean moved = l == 0;
            for (int i = 0; i < in.length; i++) {
                int at = l % inputLanes[i] * inputSize[i];
                moved |= i < PoissonRates.POINT && at != in[i];
                in[i] = at;
            }
            for (int k = 0; k < to.length; k++) {
                to[k] = l * outputSize[k];
            }
            if (moved) {
                x.bind(inputs, in, 0);
                if (source == rates) {
                    rates.evaluate(x);
                } else {
                    rates.take(source);
                }
            }
            lane.run(inputs, out);
        }
    }

    private Lane lane(PoissonRates.Role role) {
        return switch (role) {
            case RATES -> (inputs, outputs) -> copyRates(rates.rates, outputs[0], to[0]);
            case RATE_PULLBACK -> ratePullback();
            case RATE_TANGENT -> rateTangent();
            case RATE_CURVATURE -> rateCurvature();
            case RATE_JACOBIAN -> rateJacobian();
            case RATE_HESSIAN -> rateHessian();
            case VALUE -> value();
            case GRADIENT -> gradient();
            case PRODUCT -> product();
            case HESSIAN -> hessian(whole());
            case PACKED_HESSIAN -> hessian(RateHessian::pack);
        };
    }

    private void copyRates(double[] from, double[] output, int at) {
        System.arraycopy(from, 0, output, at, structure.bins);
    }

    private Lane ratePullback() {
        RatePullback pullback = new RatePullback(rates);
        return (inputs, outputs) -> {
            target.bind(outputs, to, 0);
            pullback.run(x, inputs[U], in[U], target);
        };
    }

    private Lane rateTangent() {
        RateTangents tangents = new RateTangents(rates);
        return (inputs, outputs) -> {
            v.bind(inputs, in, PoissonRates.POINT);
            tangents.forward(x, v);
            copyRates(tangents.rates, outputs[0], to[0]);
        };
    }

    private Lane rateCurvature() {
        RateTangents tangents = new RateTangents(rates);
        double[] none = new double[structure.bins];
        return (inputs, outputs) -> {
            v.bind(inputs, in, TANGENT);
            target.bind(outputs, to, 0);
            tangents.forward(x, v);
            tangents.reverse(x, v, inputs[U], in[U], none, 0, target);
        };
    }

    private Lane rateJacobian() {
        int[] column = new int[structure.parameters];
        Arrays.setAll(column, i -> i);
        RateJacobian jacobian = new RateJacobian(rates, column, column.length);
        return (inputs, outputs) -> jacobian.run(x, outputs[0], to[0]);
    }

    private Lane rateHessian() {
        RateHessian hessian = new RateHessian(rates);
        double[] none = new double[structure.bins];
        Writer whole = whole();
        return (inputs, outputs) -> {
            hessian.run(x, inputs[U], in[U], none);
            whole.write(hessian, outputs[0], to[0]);
        };
    }

    /** How a Hessian is written. */
    private interface Writer {
        void write(RateHessian hessian, double[] out, int outAt);
    }

    private Writer whole() {
        SymmetricPattern pattern = structure.order().pattern;
        int[] positions = pattern.positions();
        double[] entries = new double[pattern.size()];
        int n = structure.parameters;
        return (hessian, out, outAt) -> {
            hessian.pack(entries, 0);
            Arrays.fill(out, outAt, outAt + n * n, hessian.spoilt());
            for (int k = 0; k < entries.length; k++) {
                int row = positions[k] / n;
                int column = positions[k] % n;
                out[outAt + row * n + column] = entries[k];
                out[outAt + column * n + row] = entries[k];
            }
        };
    }

    private PoissonTerms terms() {
        return new PoissonTerms(structure.bins, inputLanes[U] * structure.bins);
    }

    private Lane value() {
        PoissonTerms terms = terms();
        return (inputs, outputs) -> outputs[0][to[0]] = terms.value(rates.rates, inputs[U], in[U]);
    }

    private Lane gradient() {
        PoissonTerms terms = terms();
        RatePullback pullback = new RatePullback(rates);
        return (inputs, outputs) -> {
            if (terms.excluded(rates.rates, inputs[U], in[U])) {
                clear(outputs);
                return;
            }
            terms.differentiate(rates.rates, inputs[U], in[U]);
            target.bind(outputs, to, 0);
            pullback.run(x, terms.slope, 0, target);
            if (outputs[U].length > 0) {
                terms.byCounts(rates.rates, inputs[U], in[U], outputs[U], to[U]);
            }
        };
    }

    private Lane product() {
        PoissonTerms terms = terms();
        RateTangents tangents = new RateTangents(rates);
        double[] slopeAlong = new double[structure.bins];
        return (inputs, outputs) -> {
            if (terms.excluded(rates.rates, inputs[U], in[U])) {
                clear(outputs);
                return;
            }
            terms.differentiate(rates.rates, inputs[U], in[U]);
            v.bind(inputs, in, TANGENT);
            target.bind(outputs, to, 0);
            tangents.forward(x, v);
            double[] dCounts = inputs[COUNTS_TANGENT];
            int dCountsAt = in[COUNTS_TANGENT];
            for (int b = 0; b < slopeAlong.length; b++) {
                slopeAlong[b] = dCounts[dCountsAt + b] * terms.inverse[b] - terms.curvature[b] * tangents.rates[b];
            }
            tangents.reverse(x, v, terms.slope, 0, slopeAlong, 0, target);
            if (outputs[U].length > 0) {
                terms.byCountsAlong(tangents.rates, inputs[U], in[U], dCounts, dCountsAt, outputs[U], to[U]);
            }
        };
    }

    private Lane hessian(Writer writer) {
        PoissonTerms terms = terms();
        RateHessian hessian = new RateHessian(rates);
        double[] square = new double[structure.bins];
        return (inputs, outputs) -> {
            if (terms.excluded(rates.rates, inputs[U], in[U])) {
                clear(outputs);
                return;
            }
            terms.differentiate(rates.rates, inputs[U], in[U]);
            for (int b = 0; b < square.length; b++) {
                square[b] = -terms.curvature[b];
            }
            hessian.run(x, terms.slope, 0, square);
            writer.write(hessian, outputs[0], to[0]);
        };
    }

    private void clear(double[][] outputs) {
        for (int k = 0; k < to.length; k++) {
            if (outputs[k].length > 0) {
                Arrays.fill(outputs[k], to[k], to[k] + outputSize[k], 0);
            }
        }
    }
}
