package dev.limen.autodiff.optimise;

import java.util.ArrayList;
import java.util.List;

/**
 * Minimises a function on a box that is smooth but for kinks where some of its components, alone, are 0:
 * f(x) = F(max(x, 0), min(x, 0)) with a smooth F.
 *
 * <p>The kinks cut the box into orthants, in each of which {@link BoundedNewton} finds a minimum; the run goes on in the
 * next orthant as long as one of the components that stopped at 0 falls beyond it. A component from whose kink the
 * function rises on both sides stays at 0 and is reported with {@link dev.limen.autodiff.Certificate.Side#KINK}.
 *
 * <p>Where the function falls from a kink to both sides there may be a minimum on each: at the end every component, alone,
 * is looked up on the other side of its kink, and where the function has a valley there it is followed; the lowest minimum
 * counts. Among many such components that is no proof that there is none lower.
 *
 * <p>The objective's derivatives at 0 are those from below; those from above are asked for at {@link Double#MIN_NORMAL}.
 */
public final class KinkedNewton {
    /** Relative to the distance from the kink, where the other side is looked at. */
    private static final double[] MIRRORED = {0.125, 0.5, 1, 2};

    private static final int ROUNDS = 8;
    private static final double LOWER = 1e-10;

    private final BoundedNewton newton;
    private final int[] kinks;

    /**
     * Minimisation by {@code newton} in each orthant.
     *
     * @param kinks the components with a kink at 0
     */
    public KinkedNewton(BoundedNewton newton, List<Integer> kinks) {
        this.newton = newton;
        this.kinks = kinks.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Minimises from a start; as {@link BoundedNewton#minimise(BoundedNewton.Objective, double[], double[], double[],
     * NewtonWorkspace)} where there are no kinks.
     */
    public Minimum minimise(
            BoundedNewton.Objective objective,
            double[] start,
            double[] lower,
            double[] upper,
            NewtonWorkspace workspace) {
        if (kinks.length == 0) {
            return newton.minimise(objective, start, lower, upper, workspace);
        }
        KinkedRun run = new KinkedRun(newton, kinks, objective, lower, upper, workspace);
        Minimum best = run.from(start, Double.POSITIVE_INFINITY);
        boolean lowered = best.certificate().converged();
        for (int round = 0; lowered && round < ROUNDS; round++) {
            lowered = false;
            for (double[] beyond : valleys(objective, best, lower, upper)) {
                Minimum other = run.from(beyond, best.value());
                double rounding = LOWER * Math.max(1, Math.abs(best.value()));
                if (other.certificate().converged() && other.value() < best.value() - rounding) {
                    best = other;
                    lowered = true;
                    break;
                }
            }
        }
        return best;
    }

    /** Starts that differ from a minimum in one component, beyond its kink, where the objective is lower than at the kink. */
    private List<double[]> valleys(BoundedNewton.Objective objective, Minimum minimum, double[] lower, double[] upper) {
        List<double[]> starts = new ArrayList<>();
        double[] x = minimum.x();
        for (int k : kinks) {
            double at = x[k];
            if (Math.abs(at) < KinkedRun.EDGE || lower[k] == upper[k]) {
                continue;
            }
            x[k] = 0;
            double lowest = objective.value(x);
            double place = 0;
            for (double part : MIRRORED) {
                x[k] = Box.clip(-part * at, lower[k], upper[k]);
                double value = objective.value(x);
                if (value < lowest) {
                    lowest = value;
                    place = x[k];
                }
            }
            if (place * at < 0) {
                x[k] = place;
                starts.add(x.clone());
            }
            x[k] = at;
        }
        return starts;
    }
}
