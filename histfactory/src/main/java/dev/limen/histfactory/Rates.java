package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.fused.PoissonRates;
import dev.limen.autodiff.fused.RateStructure;
import java.util.List;

/** The expected counts of a model and their Poisson log-probability, of its {@link RateLayout} and {@link Coefficients}. */
final class Rates {
    private final RateStructure structure;
    private final Expr nominal;
    private final Expr factors;
    private final Expr shifts;

    Rates(RateLayout layout, Coefficients coefficients) {
        this.structure = layout.structure();
        this.nominal = Expr.concat(0, List.of(coefficients.nominal(), coefficients.taus()));
        this.factors = PoissonRates.factorCoefficients(coefficients.normsysLow(), coefficients.normsysHigh());
        this.shifts = PoissonRates.shiftDifferences(
                coefficients.histosysLow(), nominal.take(0, layout.shiftedCells()), coefficients.histosysHigh());
    }

    /** Expected counts, those of Poisson constraints behind those of the data. */
    Expr rates(Expr theta) {
        return PoissonRates.rates(structure, theta, nominal, factors, shifts);
    }

    /** The log-probability of counts in the same order. */
    Expr logProbability(Expr theta, Expr counts) {
        return PoissonRates.logProbability(structure, theta, nominal, factors, shifts, counts);
    }
}
