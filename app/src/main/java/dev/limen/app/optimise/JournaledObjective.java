package dev.limen.app.optimise;

import dev.limen.autodiff.optimise.GradientObjective;

/** An objective whose evaluations are kept in a journal, and recalled from it after a run was broken off. */
final class JournaledObjective implements GradientObjective {
    private final GradientObjective objective;
    private final Journal journal;
    private int evaluations;
    private String defect = "";

    JournaledObjective(GradientObjective objective, Journal journal) {
        this.objective = objective;
        this.journal = journal;
    }

    /** How often it was evaluated, recalled or not. */
    int evaluations() {
        return evaluations;
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        evaluations++;
        Journal.Entry entry = journal.entry(x, gradient.length, () -> {
            double[] derivatives = new double[gradient.length];
            double value = objective.evaluate(x, derivatives);
            return new Journal.Entry(x.clone(), value, derivatives, objective.defect());
        });
        System.arraycopy(entry.derivatives(), 0, gradient, 0, gradient.length);
        defect = entry.defect();
        return entry.value();
    }

    @Override
    public String defect() {
        return defect;
    }
}
