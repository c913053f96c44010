package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.optimise.Recomputed;
import dev.limen.app.report.Headline;
import dev.limen.app.report.Measured;

/** The numbers to remember, before and after. */
record Headlines(Analysis analysis) {

    Headline of(String name, Measured before, Measured after) {
        return new Headline(name, before, after, !analysis.objective().goal().maximised());
    }

    /** Numbers without asymptotic formulae. */
    Headline recomputed(String where, Recomputed found) {
        return of(where + ", " + found.how(), measured(found.before()), measured(found.rounded()));
    }

    private static Measured measured(Recomputed.Estimate estimate) {
        return new Measured(estimate.value(), estimate.error());
    }

    /** A number, without its error if that could not be computed. */
    static Measured measured(double value, double error) {
        return new Measured(value, Double.isFinite(error) ? error : 0);
    }
}
