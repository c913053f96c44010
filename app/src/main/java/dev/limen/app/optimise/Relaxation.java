package dev.limen.app.optimise;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.fused.Isotonic.Regularisation;
import dev.limen.ops.Categories;
import dev.limen.ops.Cut;
import dev.limen.ops.Jagged;
import dev.limen.ops.Selection;
import dev.limen.ops.SoftSorting;

/** How events and objects are selected: softly while training, hard where numbers are quoted. */
sealed interface Relaxation {

    /** Some cuts as they act on events. */
    Selection selection(Selection cuts);

    /** A cut as it acts on objects. */
    Cut cut(Cut cut);

    /** How much an event belongs to each category {@code [events, categories]}. */
    Expr categories(Expr scores, double temperature);

    /**
     * One of an event's values in descending order {@code [events]}, 0 where it has too few.
     *
     * @param place 0 for the largest
     */
    Expr at(Jagged objects, String column, int place, double softness);

    /**
     * Cuts are logistic functions.
     *
     * @param widths factor on widths, temperatures and softness
     */
    record Soft(Expr widths) implements Relaxation {
        @Override
        public Selection selection(Selection cuts) {
            return cuts.widened(widths);
        }

        @Override
        public Cut cut(Cut cut) {
            return cut.widened(widths);
        }

        @Override
        public Expr categories(Expr scores, double temperature) {
            return Categories.byScores(scores, widths.mul(temperature));
        }

        @Override
        public Expr at(Jagged objects, String column, int place, double softness) {
            SoftSorting sorting = new SoftSorting(Regularisation.L2, widths.mul(softness));
            return sorting.at(objects.segments(), objects.weight().mul(objects.column(column)), place, 0);
        }
    }

    /** Cuts are steps. */
    record Hard() implements Relaxation {
        @Override
        public Selection selection(Selection cuts) {
            return cuts.hard();
        }

        @Override
        public Cut cut(Cut cut) {
            return cut.hard();
        }

        @Override
        public Expr categories(Expr scores, double temperature) {
            return Categories.hardByScores(scores);
        }

        @Override
        public Expr at(Jagged objects, String column, int place, double softness) {
            return objects.at(place, column, column, 0);
        }
    }
}
