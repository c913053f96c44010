package dev.limen.examples;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.ops.Histogram;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * How a summary of one number an event spreads signal and background of INFERNO's mixture over its bins: shares
 * {@code [bins]} that add up to 1, the background's also at other r and lambda.
 */
record MixtureShapes(Expr signal, Expr background, Variation r, Variation lambda) {
    /** The events' variables {@code [events, 3]}. */
    static final Expr SIGNAL = Expr.variable("signal", Shape.of(Shape.EVENTS, 3));

    static final Expr BACKGROUND = Expr.variable("background", Shape.of(Shape.EVENTS, 3));

    /** The background's shares at a nuisance parameter a step below and above the nominal value. */
    record Variation(Expr down, Expr up, double nominal, double step) {

        /** What a value of the parameter adds to {@code background}: quadratic between the steps, linear beyond. */
        Expr shift(Expr background, Expr value) {
            Expr alpha = value.sub(nominal).div(step);
            Expr inside = alpha.max(-1).min(1);
            Expr slope = up.sub(down).mul(0.5);
            Expr curvature = up.add(down).mul(0.5).sub(background);
            Expr beyond = slope.add(curvature.mul(inside).mul(2)).mul(alpha.sub(inside));
            return slope.mul(inside).add(curvature.mul(inside.square())).add(beyond);
        }
    }

    /** The shapes of {@code histogram}, which counts events {@code [events, 3]} of given weight {@code [events]}. */
    static MixtureShapes of(BiFunction<Expr, Expr, Histogram> histogram) {
        UnaryOperator<Expr> shares = events -> {
            Expr counts = histogram.apply(events, Expr.onesLike(events.sum(1))).sumw();
            return counts.div(counts.sum());
        };
        double r = MixtureEvents.R;
        double lambda = MixtureEvents.LAMBDA;
        return new MixtureShapes(
                shares.apply(SIGNAL),
                shares.apply(BACKGROUND),
                new Variation(
                        shares.apply(MixtureEvents.moved(BACKGROUND, r - 0.2, lambda)),
                        shares.apply(MixtureEvents.moved(BACKGROUND, r + 0.2, lambda)),
                        r,
                        0.2),
                new Variation(
                        shares.apply(MixtureEvents.moved(BACKGROUND, r, lambda - 0.5)),
                        shares.apply(MixtureEvents.moved(BACKGROUND, r, lambda + 0.5)),
                        lambda,
                        0.5));
    }
}
