package dev.limen.app.analysis;

import java.util.List;

/**
 * What a network knows of each event's objects, a deep set: {@code sum_o w_o phi(x_o)} with phi a network of one object and
 * w the weight with which it passes cuts.
 *
 * @param collection of the objects
 * @param inputs columns x of the collection, standardised on training events
 * @param cuts what objects must pass besides the collection's own cuts
 * @param layers widths of phi's layers, from x on; the outputs of the last are summed
 */
public record ObjectSet(String collection, List<String> inputs, List<CutReference> cuts, List<Integer> layers) {
    /** Copies the lists. */
    public ObjectSet {
        inputs = List.copyOf(inputs);
        cuts = List.copyOf(cuts);
        layers = List.copyOf(layers);
    }

    /** How many sums there are. */
    public int sums() {
        return layers.get(layers.size() - 1);
    }
}
