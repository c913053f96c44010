package dev.limen.app.optimise;

import dev.limen.app.analysis.Objective;
import dev.limen.app.optimise.Recomputed.Estimate;
import dev.limen.app.optimise.Recomputed.Method;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.inference.CountingExperiment;
import dev.limen.inference.LogLikelihood;
import dev.limen.inference.ToyCls;
import dev.limen.inference.ToyDiscovery;
import dev.limen.inference.ToyLimit;
import dev.limen.inference.Toys;

/**
 * An objective without asymptotic formulae, which lie where few events are expected: by exact enumeration of one bin's
 * counts where there are no nuisance parameters, by toys otherwise.
 */
record Recomputation(Objective objective, Toys toys) {
    /** Toys of each ensemble for a limit, which tries several signal strengths: its error is then about 2 %. */
    private static final int LIMIT_TOYS = 3000;

    /** Toys of each ensemble where a tail is counted once: significances to 3.9. */
    private static final int TAIL_TOYS = 20_000;

    /** An objective's recomputation with the usual number of toys. */
    static Recomputation of(Objective objective, long seed) {
        boolean limit = objective.goal() == Objective.Goal.EXPECTED_LIMIT;
        return new Recomputation(objective, Toys.of(limit ? LIMIT_TOYS : TAIL_TOYS, seed));
    }

    /** Whether there is one: an uncertainty comes from the likelihood's curvature, of which toys are no better version. */
    static boolean exists(Objective.Goal goal) {
        return goal != Objective.Goal.POI_UNCERTAINTY;
    }

    /** How a model's number is computed. */
    Method method(LogLikelihood model) {
        long free = model.parameters().stream()
                .filter(parameter -> !parameter.fixed())
                .count();
        return free == 1 && counts(model, 0).length == 1 ? Method.ENUMERATION : Method.TOYS;
    }

    /**
     * The objective of a model.
     *
     * @throws IllegalStateException if the signal adds no events, no limit is found, or all fits of an ensemble fail
     * @throws IllegalArgumentException if a bin expects fewer than 0 events
     */
    Estimate of(LogLikelihood model) {
        return switch (method(model)) {
            case ENUMERATION -> enumerated(model);
            case TOYS -> byToys(model);
        };
    }

    private Estimate enumerated(LogLikelihood model) {
        double background = counts(model, 0)[0];
        double signal = counts(model, 1)[0] - background;
        if (!(signal > 0)) {
            throw new IllegalStateException(
                    "the signal adds " + signal + " expected events; expected a positive number");
        }
        CountingExperiment counting = new CountingExperiment(background);
        return Estimate.exact(
                switch (objective.goal()) {
                    case EXPECTED_LIMIT ->
                        counting.expectedLimit(objective.level()).median() / signal;
                    case EXPECTED_CLS -> Math.log(counting.expectedCls(objective.mu() * signal));
                    case SIGNIFICANCE -> counting.expectedSignificance(objective.mu() * signal);
                    case POI_UNCERTAINTY -> throw none();
                });
    }

    private Estimate byToys(LogLikelihood model) {
        switch (objective.goal()) {
            case EXPECTED_LIMIT:
                ToyLimit limit = ToyLimit.blind(model, objective.level(), toys);
                return new Estimate(limit.value(), limit.error(), false, limit.failed());
            case EXPECTED_CLS:
                ToyCls cls = ToyCls.blind(model, objective.mu(), toys);
                // One toy of signal plus background, where half the background's toys lie.
                double least = 2.0 / toys.count();
                double median = Math.max(least, cls.expected().median());
                return new Estimate(
                        Math.log(median),
                        cls.expectedError() / median,
                        cls.expected().median() < least,
                        cls.failed());
            case SIGNIFICANCE:
                ToyDiscovery discovery = ToyDiscovery.blind(model, objective.mu(), toys);
                return new Estimate(
                        discovery.significance(), discovery.error(), discovery.beyond() == 0, discovery.failed());
            case POI_UNCERTAINTY:
                throw none();
        }
        throw new IllegalStateException("unknown goal " + objective.goal());
    }

    private static IllegalStateException none() {
        return new IllegalStateException("an uncertainty of the POI has no recomputation");
    }

    private static double[] counts(LogLikelihood model, double mu) {
        double[] nominal = model.parameters().stream()
                .mapToDouble(parameter -> parameter.start())
                .toArray();
        nominal[model.requirePoi()] = mu;
        return Program.evaluate(model.expected(Expr.constant(nominal)).main()).toDoubles();
    }
}
