package dev.limen.app.analysis;

import java.util.List;

/**
 * What a network of several outputs tells apart: each event belongs to all categories by a softmax while training, and to the
 * one of the largest output where numbers are quoted.
 *
 * @param list the categories, one an output
 * @param temperature of the softmax while training, above 0, in units of the outputs before it; annealed with cuts' widths
 */
public record Categories(List<Category> list, double temperature) implements Network.Output {

    /** Copies the list. */
    public Categories {
        list = List.copyOf(list);
    }

    @Override
    public List<String> scores(String network) {
        return list.stream().map(category -> network + "." + category.name()).toList();
    }

    /**
     * One category.
     *
     * @param name regions refer to it as {@code network.name}
     * @param samples whose events the cross-entropy classifier shall put there; may be none
     */
    public record Category(String name, List<String> samples) {

        /** Copies the list. */
        public Category {
            samples = List.copyOf(samples);
        }
    }
}
