package dev.limen.autodiff;

import java.lang.ref.SoftReference;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The arrays of slots that are kept from sweep to sweep, from one run for the next: new ones of this size are cleared page by page, which takes longer
 * than filling them. Given up where memory runs short.
 */
final class KeptColumns {
    private final BitSet roots = new BitSet();
    private final Map<Integer, SoftReference<double[]>> arrays = new HashMap<>();

    /** For those kept slots of a schedule that no user gets. */
    KeptColumns(Schedule schedule, Lowering.Lowered lowered) {
        schedule.kept().forEach(slot -> roots.set(slot.root()));
        lowered.outputs().forEach(slot -> roots.clear(slot.root()));
    }

    /** An array for a slot, which the run is to fill. */
    double[] array(int root, int size) {
        SoftReference<double[]> former = arrays.get(root);
        double[] array = former == null ? null : former.get();
        if (array == null || array.length != size) {
            array = new double[size];
            if (roots.get(root)) {
                arrays.put(root, new SoftReference<>(array));
            }
        }
        return array;
    }
}
