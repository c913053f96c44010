package dev.limen.inference;

import dev.limen.autodiff.Expr;

/** What is computed of each toy. */
enum ToyQuantity {
    /** {@link TestStatistics#q}. */
    Q {
        @Override
        Expr of(LogLikelihood model, TestStatistics statistics, Expr mu) {
            return statistics.q(mu);
        }

        @Override
        double tested(double mu) {
            return mu;
        }

        @Override
        boolean vanishes(double muHat, double mu) {
            return !(muHat < mu);
        }
    },
    /** {@link TestStatistics#q0}, whatever the signal strength. */
    Q0 {
        @Override
        Expr of(LogLikelihood model, TestStatistics statistics, Expr mu) {
            return statistics.q0();
        }

        @Override
        double tested(double mu) {
            return 0;
        }

        @Override
        boolean vanishes(double muHat, double mu) {
            return !(muHat > 0);
        }
    },
    /** {@link GoodnessOfFit#statistic()}, which has no conditional fit. */
    SATURATED {
        @Override
        Expr of(LogLikelihood model, TestStatistics statistics, Expr mu) {
            return GoodnessOfFit.statistic(model, statistics);
        }

        @Override
        double tested(double mu) {
            return mu;
        }

        @Override
        boolean vanishes(double muHat, double mu) {
            return false;
        }
    };

    /** The expression of it. */
    abstract Expr of(LogLikelihood model, TestStatistics statistics, Expr mu);

    /** Where the POI is held in the conditional fit. */
    abstract double tested(double mu);

    /** Whether it is exactly 0 by its definition, whatever the conditional fit. */
    abstract boolean vanishes(double muHat, double mu);
}
