package dev.limen.autodiff.fused;

import java.util.Arrays;

/**
 * The parameters in an order that keeps what is visited together in one place: those that act in several bins, then
 * those of each bin alone, then those without effect.
 */
final class RateOrder {
    private static final int NOWHERE = -1;

    /** By parameter: its place. */
    final int[] position;

    /** How many act in several bins. */
    final int shared;

    /** By bin: where its own parameters start; one more for the end of the last. */
    final int[] ownStart;

    RateOrder(RateStructure s) {
        int[] bin = bins(s);
        position = new int[s.parameters];
        shared = place(bin, s.bins, 0);
        ownStart = new int[s.bins + 1];
        ownStart[0] = shared;
        for (int b = 0; b < s.bins; b++) {
            ownStart[b + 1] = place(bin, b, ownStart[b]);
        }
        place(bin, NOWHERE, ownStart[s.bins]);
    }

    /** By parameter: the bin where it acts, the number of bins where it acts in several, or {@link #NOWHERE}. */
    private static int[] bins(RateStructure s) {
        int[] bin = new int[s.parameters];
        Arrays.fill(bin, NOWHERE);
        for (int c = 0; c < s.cells; c++) {
            int g = s.cellGroup[c];
            for (int e = s.groupStart[g]; e < s.groupStart[g + 1]; e++) {
                act(bin, s.groupTheta[e], s.cellBin[c], s.bins);
            }
            for (int i = s.cellStart[c]; i < s.cellStart[c + 1]; i++) {
                act(bin, s.cellTheta[i], s.cellBin[c], s.bins);
            }
            for (int j = s.shiftStart[c]; j < s.shiftStart[c + 1]; j++) {
                act(bin, s.slotTheta[s.shiftSlot[j]], s.cellBin[c], s.bins);
            }
        }
        return bin;
    }

    private static void act(int[] bin, int parameter, int where, int several) {
        bin[parameter] = bin[parameter] == NOWHERE || bin[parameter] == where ? where : several;
    }

    private int place(int[] bin, int which, int from) {
        int next = from;
        for (int p = 0; p < bin.length; p++) {
            if (bin[p] == which) {
                position[p] = next++;
            }
        }
        return next;
    }
}
