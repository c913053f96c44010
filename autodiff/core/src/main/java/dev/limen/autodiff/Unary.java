package dev.limen.autodiff;

import java.util.List;
import java.util.Locale;

/**
 * A function of one number, applied to each element.
 *
 * @param op which function
 */
public record Unary(Op op) implements Primitive {

    /** The functions. */
    public enum Op {
        /** -x. */
        NEG,
        /** |x|; derivative 0 at 0. */
        ABS,
        /** -1, 0 or 1; derivative 0. */
        SIGN,
        /** Square root; derivative infinite at 0: guard before it. */
        SQRT,
        /** e^x. */
        EXP,
        /** e^x - 1. */
        EXPM1,
        /** Natural logarithm. */
        LOG,
        /** log(1 + x). */
        LOG1P,
        /** Hyperbolic tangent. */
        TANH,
        /** 1 / (1 + e^-x). */
        SIGMOID,
        /** Sine of an angle in radians. */
        SIN,
        /** Cosine of an angle in radians. */
        COS,
        /** Hyperbolic sine. */
        SINH,
        /** Hyperbolic cosine. */
        COSH,
        /** Phi(x), the standard normal cumulative distribution. */
        NORMAL_CDF,
        /** log Phi(x). */
        LOG_NORMAL_CDF,
        /** phi(x)/Phi(x), the derivative of log Phi (inverse Mills ratio of -x). */
        NORMAL_HAZARD,
        /** The inverse of Phi on (0, 1). */
        NORMAL_QUANTILE,
        /** log Gamma(x), x above 0. */
        LGAMMA,
        /** The largest whole number not above x; derivative 0. */
        FLOOR,
        /** Logical not, of a BOOL. */
        NOT,
        /** x itself, through which no derivative flows. */
        DETACH;

        /** Whether a primitive applies this function. */
        public boolean isOf(Primitive primitive) {
            return primitive instanceof Unary unary && unary.op() == this;
        }
    }

    @Override
    public String name() {
        return op.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        boolean logical = op == Op.NOT;
        if (logical != (inputs.get(0) == DType.BOOL)) {
            throw new IllegalArgumentException(
                    name() + ": got " + inputs.get(0) + "; expected " + (logical ? "BOOL" : "a number; cast it first"));
        }
        return inputs;
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        Expr x = node.input(0);
        Expr y = node.output(0);
        Expr ct = cotangents.get(0);
        return List.of(
                switch (op) {
                    case NEG -> ct.neg();
                    case ABS -> ct.mul(x.sign());
                    case SQRT -> ct.mul(0.5).div(y);
                    case EXP -> ct.mul(y);
                    case EXPM1 -> ct.mul(y.add(1));
                    case LOG -> ct.div(x);
                    case LOG1P -> ct.div(x.add(1));
                    case TANH -> ct.mul(y.square().neg().add(1));
                    case SIGMOID -> ct.mul(y.mul(y.neg().add(1)));
                    case SIN -> ct.mul(x.cos());
                    case COS -> ct.mul(x.sin()).neg();
                    case SINH -> ct.mul(x.cosh());
                    case COSH -> ct.mul(x.sinh());
                    case NORMAL_CDF -> ct.mul(x.normalPdf());
                    case LOG_NORMAL_CDF -> ct.mul(x.normalHazard());
                    case NORMAL_HAZARD -> ct.mul(y.mul(x.add(y))).neg();
                    case NORMAL_QUANTILE -> ct.div(y.normalPdf());
                    case LGAMMA -> ct.mul(x.polygamma(0));
                    case SIGN, FLOOR, NOT, DETACH -> Expr.zerosLike(x);
                });
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.unary(this);
    }
}
