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

    /** Whether {@link DenseStack} has kernels for it; its derivative is then known from its value. */
    boolean isFused() {
        return switch (this) {
            case IDENTITY, RELU, TANH, SIGMOID -> true;
            case SOFTPLUS, ELU, GELU, SILU -> false;
        };
    }

    /** Of one that {@link #isFused} with values y: the derivative times a cotangent. */
    Expr pullback(Expr y, Expr cotangent) {
        return switch (this) {
            case IDENTITY -> cotangent;
            case RELU -> Expr.where(y.gt(0), cotangent, Expr.zerosLike(cotangent));
            case TANH -> cotangent.mul(y.square().neg().add(1));
            case SIGMOID -> cotangent.mul(y.mul(y.neg().add(1)));
            case SOFTPLUS, ELU, GELU, SILU ->
                throw new IllegalArgumentException(this + " has no derivative in terms of its value here");
        };
    }

    /** The function of each element. */
    public Expr apply(Expr x) {
        return switch (this) {
            case IDENTITY -> x;
            // This way round a NaN goes through.
            case RELU -> Expr.where(x.le(0), Expr.zerosLike(x), x);
            case TANH -> x.tanh();
            case SIGMOID -> x.sigmoid();
            // Beyond 36 the two agree to the last bit; the unused branch stays finite.
            case SOFTPLUS -> Expr.where(x.gt(36), x, x.min(36).exp().log1p());
            // The unused branch stays finite.
            case ELU -> Expr.where(x.gt(0), x, x.min(0).expm1());
            case GELU -> x.mul(x.normalCdf());
            case SILU -> x.mul(x.sigmoid());
        };
    }
}
