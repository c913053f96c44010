package dev.limen.autodiff.fused;

import dev.limen.autodiff.linear.SymmetricPattern;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The parameters in an order that keeps what is visited together in one place: those that act in several bins, then
 * those of each bin alone, then those without effect.
 *
 * <p>A bin in which a single parameter acts couples it to no other (the auxiliary measurement of a constraint is one),
 * so such a bin is not counted where its parameter acts in another.
 */
final class RateOrder {
    /** No parameter at all, or several, where one is asked for. */
    static final int NONE = -1;

    private static final int NOWHERE = -1;

    /** By parameter: its place. */
    final int[] position;

    /** By place: the parameter. */
    final int[] parameter;

    /** How many act in several bins. */
    final int shared;

    /** By bin: where its own parameters start; one more for the end of the last. */
    final int[] ownStart;

    /** By bin: the place of the only parameter that acts there; {@link #NONE} if none or several do. */
    final int[] single;

    /** By place: its column among the shared parameters and those of its bin. */
    final int[] column;

    /** Number of columns. */
    final int width;

    /** Where second derivatives may differ from zero: the bins' own parameters, then those that act in several. */
    final SymmetricPattern pattern;

    RateOrder(RateStructure s) {
        int[] only = new int[s.bins];
        int[] bin = new int[s.parameters];
        Arrays.fill(only, NOWHERE);
        Arrays.fill(bin, NOWHERE);
        int several = s.parameters;
        visit(s, (b, p) -> only[b] = only[b] == NOWHERE || only[b] == p ? p : several);
        visit(s, (b, p) -> {
            if (only[b] == several) {
                bin[p] = bin[p] == NOWHERE || bin[p] == b ? b : s.bins;
            }
        });
        visit(s, (b, p) -> bin[p] = bin[p] == NOWHERE ? b : bin[p]);
        position = new int[s.parameters];
        shared = place(bin, s.bins, 0);
        ownStart = new int[s.bins + 1];
        ownStart[0] = shared;
        int most = 1;
        for (int b = 0; b < s.bins; b++) {
            ownStart[b + 1] = place(bin, b, ownStart[b]);
            most = Math.max(most, ownStart[b + 1] - ownStart[b]);
        }
        place(bin, NOWHERE, ownStart[s.bins]);
        single = new int[s.bins];
        Arrays.setAll(single, b -> only[b] == NOWHERE || only[b] == several ? NONE : position[only[b]]);
        width = shared + most;
        parameter = new int[s.parameters];
        column = new int[s.parameters];
        for (int p = 0; p < s.parameters; p++) {
            int at = position[p];
            parameter[at] = p;
            column[at] = bin[p] == s.bins ? at : shared + (bin[p] == NOWHERE ? 0 : at - ownStart[bin[p]]);
        }
        pattern = pattern();
    }

    private SymmetricPattern pattern() {
        int n = parameter.length;
        int[] rows =
                IntStream.range(0, n).map(row -> parameter[(row + shared) % n]).toArray();
        IntStream bins = Arrays.stream(ownStart).skip(1).map(end -> end - shared);
        IntStream idle =
                IntStream.rangeClosed(ownStart[ownStart.length - 1] + 1, n).map(end -> end - shared);
        return SymmetricPattern.arrow(rows, IntStream.concat(bins, idle).toArray());
    }

    private interface Visitor {
        void acts(int bin, int parameter);
    }

    private static void visit(RateStructure s, Visitor visitor) {
        for (int c = 0; c < s.cells; c++) {
            int g = s.cellGroup[c];
            for (int e = s.groupStart[g]; e < s.groupStart[g + 1]; e++) {
                visitor.acts(s.cellBin[c], s.groupTheta[e]);
            }
            for (int i = s.cellStart[c]; i < s.cellStart[c + 1]; i++) {
                visitor.acts(s.cellBin[c], s.cellTheta[i]);
            }
            for (int j = s.shiftStart[c]; j < s.shiftStart[c + 1]; j++) {
                visitor.acts(s.cellBin[c], s.slotTheta[s.shiftSlot[j]]);
            }
        }
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
