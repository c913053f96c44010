package dev.limen.app.analysis;

import java.util.List;

/**
 * A number that each event has of its objects; objects count by their weights, soft ones while training, 0 or 1 where
 * numbers are quoted.
 */
public sealed interface Quantity {

    /** How cuts and regions refer to it. */
    String name();

    /** What its objects must pass besides the collection's own cuts. */
    List<CutReference> cuts();

    /** The columns that it is made of, besides those of cuts. */
    List<String> columns();

    /** The number of objects, {@code sum w}. */
    record Count(String name, List<CutReference> cuts) implements Quantity {
        /** Copies the list. */
        public Count {
            cuts = List.copyOf(cuts);
        }

        @Override
        public List<String> columns() {
            return List.of();
        }
    }

    /** The scalar sum of a column, {@code sum w x}. */
    record Sum(String name, String column, List<CutReference> cuts) implements Quantity {
        /** Copies the list. */
        public Sum {
            cuts = List.copyOf(cuts);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }
    }

    /**
     * A column of the leading, sub-leading, ... object: one of the sorted {@code w x}, 0 where an event has too few objects.
     *
     * @param column of numbers that are not negative
     * @param place 1 for the leading object
     * @param softness of the sorting while training, in units of 1 / column: neighbours further apart than 1 / softness are
     *     drawn together
     */
    record Leading(String name, String column, int place, double softness, List<CutReference> cuts)
            implements Quantity {
        /** Copies the list. */
        public Leading {
            cuts = List.copyOf(cuts);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }
    }
}
