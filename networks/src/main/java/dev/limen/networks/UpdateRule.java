package dev.limen.networks;

/** How a gradient becomes a step of the parameters; immutable, its moments live in the {@link TrainingState}. */
public sealed interface UpdateRule permits FirstOrder, Lbfgs {

    /** Adam with decays 0.9 and 0.999 of its means and epsilon 1e-8; weight decay, if any, is part of the gradient. */
    static UpdateRule adam() {
        return adam(0.9, 0.999, 1e-8);
    }

    /**
     * Adam: {@code -m / (sqrt(v) + epsilon)} with m and v the running means of the gradient and of its square, freed of
     * their bias to the zeros that they begin from (D. Kingma and J. Ba, arXiv:1412.6980, algorithm 1).
     *
     * @param meanDecay   beta1, in [0, 1)
     * @param squareDecay beta2, in [0, 1)
     * @param epsilon     above 0, in units of the objective by those of the parameters
     */
    static UpdateRule adam(double meanDecay, double squareDecay, double epsilon) {
        return new Adam(meanDecay, squareDecay, epsilon);
    }

    /** {@link #adam()} with weight decay apart from the gradient: each step takes {@code rate decay x} from x. */
    static UpdateRule adamW() {
        return adamW(0.9, 0.999, 1e-8);
    }

    /** As {@link #adam(double, double, double)} with decoupled decay (I. Loshchilov and F. Hutter, arXiv:1711.05101, algorithm 2). */
    static UpdateRule adamW(double meanDecay, double squareDecay, double epsilon) {
        return new AdamW(new Adam(meanDecay, squareDecay, epsilon));
    }

    /** {@code -g}. */
    static UpdateRule sgd() {
        return sgd(0);
    }

    /** {@code -v} with {@code v = momentum v + g}: the heavy ball. Momentum in [0, 1). */
    static UpdateRule sgd(double momentum) {
        return new Sgd(momentum, Sgd.Look.HERE);
    }

    /** {@code -(g + momentum v)} with {@code v = momentum v + g}: Nesterov's momentum as I. Sutskever et al. (ICML 2013) write it. */
    static UpdateRule nesterov(double momentum) {
        return new Sgd(momentum, Sgd.Look.AHEAD);
    }

    /**
     * Limited-memory BFGS (J. Nocedal, Math. Comput. 35 (1980) 773) with steps halved until the objective falls: for
     * objectives without noise, so not for minibatches. Learning rates and their schedule have no say.
     *
     * @param memory pairs of steps and gradient changes that are kept
     */
    static UpdateRule lbfgs(int memory) {
        return new Lbfgs(memory);
    }

    /** Name and settings, as they stand in a checkpoint. */
    String description();
}
