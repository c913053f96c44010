package dev.limen.app.report;

import java.util.List;

/**
 * A section of histograms.
 *
 * @param title above it
 * @param note what they show, in a sentence
 * @param pairs side by side on the same axes
 */
public record Gallery(String title, String note, List<HistogramPair> pairs) {

    /** Copies the list. */
    public Gallery {
        pairs = List.copyOf(pairs);
    }
}
