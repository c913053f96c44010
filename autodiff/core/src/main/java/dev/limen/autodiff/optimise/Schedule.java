package dev.limen.autodiff.optimise;

/** A factor that changes over the steps of a run: of a learning rate, or of a width that is annealed. */
@FunctionalInterface
public interface Schedule {
    /** The factor for step {@code index} of {@code steps}, 0 being the first. */
    double factor(int index, int steps);

    /** Always 1. */
    static Schedule constant() {
        return (index, steps) -> 1;
    }

    /** From 1 geometrically to {@code end} at the last step. */
    static Schedule geometric(double end) {
        require(end);
        return (index, steps) -> StrictMath.pow(end, fraction(index, steps));
    }

    /** From 1 to {@code end} at the last step along half a cosine. */
    static Schedule cosine(double end) {
        require(end);
        return (index, steps) -> end + (1 - end) * 0.5 * (1 + StrictMath.cos(Math.PI * fraction(index, steps)));
    }

    /**
     * From 1 down by the factor {@code drop} after each {@code every} steps.
     *
     * @param every 1 or more
     * @param drop above 0
     */
    static Schedule drops(int every, double drop) {
        require(drop);
        Setting.requireSteps(every);
        return (index, steps) -> {
            int drops = index / every;
            return StrictMath.pow(drop, drops);
        };
    }

    /** This, reached along a straight line: the first {@code count} factors are multiplied by 1/count, 2/count, ... */
    default Schedule warmUp(int count) {
        Setting.requireSteps(count);
        return (index, steps) -> factor(index, steps) * Math.min(1, (index + 1.0) / count);
    }

    private static void require(double end) {
        if (!(end > 0) || Double.isInfinite(end)) {
            throw new IllegalArgumentException("A schedule must end at a positive number; got " + end + ".");
        }
    }

    private static double fraction(int index, int steps) {
        return steps < 2 ? 0 : (double) index / (steps - 1);
    }
}
