package dev.limen.examples;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.random.RandomSource;
import dev.limen.autodiff.random.RandomStream;
import java.util.List;

/**
 * Simulated events of INFERNO's synthetic mixture (P. de Castro and T. Dorigo, arXiv:1806.04743, section 5): two normal
 * coordinates and an exponential one. The table of the paper belongs to a signal around (0, 0), as here, where its text has
 * (1, 1).
 *
 * @param signal     normal of unit width around (0, 0), exponential of rate 2 {@code [events, 3]}
 * @param background normal of variances 5 and 9 around (r, 0), exponential of rate lambda, at r = 2 and lambda = 3
 *                   {@code [events, 3]}
 */
record MixtureEvents(Tensor signal, Tensor background) {
    /** Nominal r. */
    static final double R = 2;
    /** Nominal lambda. */
    static final double LAMBDA = 3;

    /** As many events of each kind; others for another {@code part} (training, test). */
    static MixtureEvents generate(long seed, String part, int events) {
        return new MixtureEvents(
                events(new RandomSource(seed, part + " signal"), events, 0, 1, 1, 2),
                events(new RandomSource(seed, part + " background"), events, R, Math.sqrt(5), 3, LAMBDA));
    }

    private static Tensor events(RandomSource random, int count, double r, double spread, double other, double rate) {
        double[] events = new double[3 * count];
        for (int i = 0; i < count; i++) {
            RandomStream event = random.at(i);
            events[3 * i] = r + spread * event.normal();
            events[3 * i + 1] = other * event.normal();
            events[3 * i + 2] = -Math.log(1 - event.uniform()) / rate;
        }
        return Tensor.wrap(Shape.of(count, 3), events);
    }

    /** Background events {@code [events, 3]} as they would be at another r and lambda. */
    static Expr moved(Expr background, double r, double lambda) {
        return background.mul(Expr.constant(1, 1, LAMBDA / lambda)).add(Expr.constant(r - R, 0, 0));
    }

    /** The first of {@code size} events, the next and so on, around and around; signal and background. */
    List<Tensor> batch(int step, int size) {
        int events = signal.shape().dim(0);
        int from = step % (events / size) * size;
        return List.of(rows(signal, from, size), rows(background, from, size));
    }

    private static Tensor rows(Tensor events, int from, int count) {
        double[] rows = new double[3 * count];
        events.copyTo(3 * from, rows, 0, rows.length);
        return Tensor.wrap(Shape.of(count, 3), rows);
    }
}
