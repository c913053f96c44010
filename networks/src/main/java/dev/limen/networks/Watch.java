package dev.limen.networks;

import java.util.List;

/**
 * Signs of a training that leads nowhere.
 *
 * @param first the first objective; NaN before it
 * @param worse steps in a row with an objective far above the first
 * @param idle  for each group, steps in a row in which its gradient was exactly 0
 */
record Watch(double first, int worse, List<Integer> idle) {
    private static final int WORSE = 20;
    private static final int IDLE = 3;

    Watch {
        idle = List.copyOf(idle);
    }

    Watch after(double objective, List<Boolean> zero) {
        boolean begun = !Double.isNaN(first);
        boolean far = begun && objective > limit();
        List<Integer> counts = new java.util.ArrayList<>();
        for (int k = 0; k < zero.size(); k++) {
            counts.add(zero.get(k) ? idle.get(k) + 1 : 0);
        }
        return new Watch(begun ? first : objective, far ? worse + 1 : 0, counts);
    }

    private double limit() {
        return first + Math.max(1, Math.abs(first));
    }

    /**
     * Nothing, if all is well.
     *
     * @throws TrainingException saying what to change
     */
    Watch require(List<ParameterGroup> groups, long step) {
        if (worse >= WORSE) {
            throw new TrainingException("The objective began at " + first + " and has been above " + limit() + " for "
                    + worse + " steps, up to step " + step
                    + ": the training diverges. Divide the learning rate by ten, or"
                    + " clip the gradient; learning rates are " + TrainingPlan.rates(groups) + ".");
        }
        for (int k = 0; k < idle.size(); k++) {
            if (idle.get(k) >= IDLE) {
                throw new TrainingException("The gradient of group '"
                        + groups.get(k).name() + "' has been exactly 0 for "
                        + IDLE + " steps, up to step " + step + ": nothing depends on these parameters any more, a dead"
                        + " network. Standardise its inputs, take a smaller learning rate, or TANH, ELU or SILU instead of"
                        + " RELU, and begin again with another seed.");
            }
        }
        return this;
    }
}
