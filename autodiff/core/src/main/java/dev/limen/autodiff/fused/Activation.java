package dev.limen.autodiff.fused;

import dev.limen.autodiff.Expr;

/** A function of one number that follows the linear part of a network's layer. */
public enum Activation {
    /** x. */
    IDENTITY,
    /** max(x, 0); derivative 0 at 0. */
    RELU,
    /** Hyperbolic tangent. */
    TANH,
    /** 1 / (1 + e^-x). */
    SIGMOID,
    /** log(1 + e^x). */
    SOFTPLUS,
    /** x above 0, else e^x - 1 (D.-A. Clevert et al., arXiv:1511.07289, with alpha = 1). */
    ELU,
    /** x Phi(x), Phi being the standard normal cumulative distribution (D. Hendrycks and K. Gimpel, arXiv:1606.08415). */
    GELU,
    /** x / (1 + e^-x) (S. Elfwing et al., arXiv:1702.03118). */
    SILU;

    /** The function of each element. */
    public Expr apply(Expr x) {
        return switch (this) {
            case IDENTITY -> x;
            case RELU -> Expr.where(x.gt(0), x, Expr.zerosLike(x));
            case TANH -> x.tanh();
            case SIGMOID -> x.sigmoid();
            // Half of x + |x| rather than max(x, 0): its derivative at 0 is 1/2.
            case SOFTPLUS -> x.add(x.abs()).mul(0.5).add(x.abs().neg().exp().log1p());
            // The unused branch stays finite.
            case ELU -> Expr.where(x.gt(0), x, x.min(0).expm1());
            case GELU -> x.mul(x.normalCdf());
            case SILU -> x.mul(x.sigmoid());
        };
    }
}
