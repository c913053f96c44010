package dev.limen.app.optimise;

import dev.limen.app.analysis.Cut;
import dev.limen.app.analysis.CutReference;
import dev.limen.app.analysis.Region;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.ops.Selection;
import java.util.ArrayList;
import java.util.List;

/** What moves as one vector of variables, thresholds first, and the selections that the thresholds make. */
final class Thresholds {
    private final Plan plan;
    private final Expr vector;

    Thresholds(Plan plan) {
        this.plan = plan;
        this.vector = Expr.variable("thresholds", Shape.of(plan.moving()));
    }

    /** The vector {@code [thresholds and weights]}, thresholds in the units of the columns. */
    Expr vector() {
        return vector;
    }

    /** The soft selection of a region. */
    Selection selection(Region region) {
        return selection(region.cuts());
    }

    /** The soft selection of some cuts. */
    Selection selection(List<CutReference> uses) {
        List<dev.limen.ops.Cut> cuts = new ArrayList<>();
        for (CutReference reference : uses) {
            cuts.add(cut(reference));
        }
        return new Selection(cuts);
    }

    /** The soft cut of a use. */
    dev.limen.ops.Cut cut(CutReference reference) {
        dev.limen.ops.Cut cut = soft(plan.analysis().cut(reference.cut()));
        return reference.inverted() ? cut.not() : cut;
    }

    private dev.limen.ops.Cut soft(Cut cut) {
        int first = plan.firstThreshold(cut);
        if (cut instanceof Cut.Above above) {
            return dev.limen.ops.Cut.above(above.column(), vector.get(first), above.width());
        }
        if (cut instanceof Cut.Below below) {
            return dev.limen.ops.Cut.below(below.column(), vector.get(first), below.width());
        }
        return dev.limen.ops.Cut.window(cut.column(), vector.get(first), vector.get(first + 1), cut.width());
    }
}
