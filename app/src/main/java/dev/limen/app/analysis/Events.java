package dev.limen.app.analysis;

import java.util.List;

/**
 * What identifies an event, which values mean "undefined", and how events are divided.
 *
 * @param id columns of integers that together identify an event, whose variations share them; without any it is its row
 * @param undefined values that stand for a missing quantity: such a value fails every cut and is never scaled
 * @param split how events are divided into training, validation and test samples
 */
public record Events(List<String> id, List<Double> undefined, Split split) {

    /** Copies the lists. */
    public Events {
        id = List.copyOf(id);
        undefined = List.copyOf(undefined);
    }
}
