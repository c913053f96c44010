package dev.limen.app.optimise;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.fused.Segments;
import java.util.List;
import java.util.Optional;

/**
 * What a network reads, in its own units.
 *
 * @param events columns and quantities {@code [events]}
 * @param objects what its deep set reads, if it has one
 */
record NetworkInputs(List<Expr> events, Optional<Objects> objects) {
    /**
     * The objects of events.
     *
     * @param segments how many each event has
     * @param columns {@code [objects]}
     * @param weight by how much each passes {@code [objects]}
     */
    record Objects(Segments segments, List<Expr> columns, Expr weight) {}
}
