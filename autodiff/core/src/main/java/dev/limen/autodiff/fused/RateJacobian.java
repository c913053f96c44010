package dev.limen.autodiff.fused;

import java.util.Arrays;

/** The derivatives of the rates by the parameters, in columns of a chosen order. */
final class RateJacobian {
    /** By factor of a group: the derivative of the group's product by its parameter, through this factor. */
    final double[] groupSlope;

    private final RateEvaluation at;
    private final RateStructure s;
    private final int[] column;
    private final int width;

    /**
     * @param column where the derivative by each parameter goes within a row; parameters may share a column if no bin
     *     has both
     * @param width length of a row
     */
    RateJacobian(RateEvaluation at, int[] column, int width) {
        this.at = at;
        this.column = column;
        this.width = width;
        s = at.structure;
        groupSlope = new double[at.factor.length];
    }

    /** Writes {@code [B, width]} for the point that has been evaluated last. */
    void run(RatePoint x, double[] out, int outAt) {
        begin(x);
        for (int b = 0; b < s.bins; b++) {
            fill(out, outAt + b * width, b);
        }
        for (int c = 0; c < s.cells; c++) {
            cell(x, c, out, outAt + s.cellBin[c] * width);
        }
    }

    /** Writes the rows, by bin. */
    void run(RatePoint x, double[][] out) {
        begin(x);
        for (int b = 0; b < s.bins; b++) {
            fill(out[b], 0, b);
        }
        for (int c = 0; c < s.cells; c++) {
            cell(x, c, out[s.cellBin[c]], 0);
        }
    }

    /** A rate that is NaN shows in its whole row, also where the parameter does not act. */
    private void fill(double[] out, int row, int bin) {
        Arrays.fill(out, row, row + width, 0 * at.rates[bin]);
    }

    private void begin(RatePoint x) {
        at.slopes(x);
        for (int g = 0; g < s.groups; g++) {
            groupSlopes(x, g);
        }
    }

    private void groupSlopes(RatePoint x, int g) {
        int start = s.groupStart[g];
        int end = s.groupStart[g + 1];
        double before = 1;
        for (int e = start; e < end; e++) {
            groupSlope[e] = before;
            before *= at.factor[e];
        }
        double behind = 1;
        for (int e = end - 1; e >= start; e--) {
            groupSlope[e] *= behind * at.slope(x, e);
            behind *= at.factor[e];
        }
    }

    private void cell(RatePoint x, int c, double[] out, int row) {
        int g = s.cellGroup[c];
        double rest = at.local[c] * at.sum[c];
        for (int e = s.groupStart[g]; e < s.groupStart[g + 1]; e++) {
            out[row + column[s.groupTheta[e]]] += groupSlope[e] * rest;
        }
        double groupSum = at.group[g] * at.sum[c];
        for (int i = s.cellStart[c]; i < s.cellStart[c + 1]; i++) {
            out[row + column[s.cellTheta[i]]] += groupSum * at.otherOwnFactors(x, c, i);
        }
        double multiplier = at.group[g] * at.local[c];
        for (int j = s.shiftStart[c]; j < s.shiftStart[c + 1]; j++) {
            int slot = s.shiftSlot[j];
            int difference = x.shiftsAt + 2 * s.shiftRow[j];
            double slope = at.upSlope[slot] * x.shifts[difference] + at.downSlope[slot] * x.shifts[difference + 1];
            out[row + column[s.slotTheta[slot]]] += multiplier * slope;
        }
    }
}
