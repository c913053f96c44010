package dev.limen.autodiff.vector;

import static dev.limen.autodiff.math.Coefficients.*;

import dev.limen.autodiff.math.Exponential;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Exponential}, a vector at a time.
 *
 * <p>Straight-line on purpose, with every polynomial written out in each method: helpers that take or return vectors are not inlined in
 * methods this long, and then every vector is an object. The operations and their order are those of {@link Exponential}, which also
 * computes the elements behind the last whole vector.
 */
final class ExponentialVectors {

    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

    private ExponentialVectors() {}

    /** {@link Exponential#exp}. */
    static void exp(double[] from, double[] to, int count) {
        int whole = D.loopBound(count);
        for (int i = 0; i < whole; i += D.length()) {
            DoubleVector x = DoubleVector.fromArray(D, from, i);
            DoubleVector z = x.blend(EXP_MAX, x.compare(VectorOperators.GT, EXP_MAX));
            z = z.blend(EXP_MIN, z.compare(VectorOperators.LT, EXP_MIN));
            DoubleVector rounded = z.fma(DoubleVector.broadcast(D, LOG2E), DoubleVector.broadcast(D, ROUND));
            DoubleVector n = rounded.sub(DoubleVector.broadcast(D, ROUND));
            DoubleVector r = n.fma(DoubleVector.broadcast(D, -LN2_LOW), n.fma(DoubleVector.broadcast(D, -LN2_HIGH), z));
            DoubleVector r2 = r.mul(r);
            DoubleVector p = r.fma(DoubleVector.broadcast(D, EXP_9), DoubleVector.broadcast(D, EXP_8));
            p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_7), DoubleVector.broadcast(D, EXP_6)));
            p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_5), DoubleVector.broadcast(D, EXP_4)));
            p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_3), DoubleVector.broadcast(D, EXP_2)));
            p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_1), DoubleVector.broadcast(D, EXP_0)));
            p = r2.fma(p, r).add(1);
            LongVector shift = rounded.reinterpretAsLongs().sub(ROUND_BITS);
            LongVector first = shift.add(2048).lanewise(VectorOperators.LSHR, 1).sub(1024);
            LongVector second = shift.sub(first);
            DoubleVector y = p.mul(
                            first.add(1023).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles())
                    .mul(second.add(1023).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
            y.intoArray(to, i);
        }
        for (int i = whole; i < count; i++) {
            to[i] = Exponential.exp(from[i]);
        }
    }

    /** {@link Exponential#expm1}. */
    static void expm1(double[] from, double[] to, int count) {
        int whole = D.loopBound(count);
        for (int i = 0; i < whole; i += D.length()) {
            DoubleVector x = DoubleVector.fromArray(D, from, i);
            DoubleVector z = x.blend(EXP_MAX, x.compare(VectorOperators.GT, EXP_MAX));
            z = z.blend(EXPM1_MIN, z.compare(VectorOperators.LT, EXPM1_MIN));
            DoubleVector rounded = z.fma(DoubleVector.broadcast(D, LOG2E), DoubleVector.broadcast(D, ROUND));
            DoubleVector n = rounded.sub(DoubleVector.broadcast(D, ROUND));
            DoubleVector r = n.fma(DoubleVector.broadcast(D, -LN2_LOW), n.fma(DoubleVector.broadcast(D, -LN2_HIGH), z));
            DoubleVector r2 = r.mul(r);
            DoubleVector p = r.fma(DoubleVector.broadcast(D, EXP_9), DoubleVector.broadcast(D, EXP_8));
            p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_7), DoubleVector.broadcast(D, EXP_6)));
            p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_5), DoubleVector.broadcast(D, EXP_4)));
            p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_3), DoubleVector.broadcast(D, EXP_2)));
            p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_1), DoubleVector.broadcast(D, EXP_0)));
            p = r2.fma(p, r);
            DoubleVector half = rounded.reinterpretAsLongs()
                    .sub(ROUND_BITS)
                    .add(1022)
                    .lanewise(VectorOperators.LSHL, 52)
                    .reinterpretAsDoubles();
            DoubleVector e = half.fma(p, half.sub(0.5));
            e = e.add(e);
            e.blend(x, x.abs().compare(VectorOperators.LT, 0x1p-54)).intoArray(to, i);
        }
        for (int i = whole; i < count; i++) {
            to[i] = Exponential.expm1(from[i]);
        }
    }

    /** {@link Exponential#tanh}. */
    static void tanh(double[] from, int at, double[] to, int into, int count) {
        int whole = D.loopBound(count);
        for (int i = 0; i < whole; i += D.length()) {
            DoubleVector x = DoubleVector.fromArray(D, from, at + i);
            DoubleVector a = x.abs();
            a = a.blend(TANH_MAX, a.compare(VectorOperators.GT, TANH_MAX));
            DoubleVector z = a.add(a);
            DoubleVector rounded = z.fma(DoubleVector.broadcast(D, LOG2E), DoubleVector.broadcast(D, ROUND_BIASED));
            DoubleVector n = rounded.sub(DoubleVector.broadcast(D, ROUND_BIASED));
            DoubleVector r = n.fma(DoubleVector.broadcast(D, -LN2), z);
            DoubleVector r2 = r.mul(r);
            DoubleVector p = r.fma(DoubleVector.broadcast(D, EXP_9), DoubleVector.broadcast(D, EXP_8));
            p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_7), DoubleVector.broadcast(D, EXP_6)));
            p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_5), DoubleVector.broadcast(D, EXP_4)));
            p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_3), DoubleVector.broadcast(D, EXP_2)));
            p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_1), DoubleVector.broadcast(D, EXP_0)));
            p = r2.fma(p, r);
            DoubleVector power = rounded.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 52)
                    .reinterpretAsDoubles();
            DoubleVector e = power.fma(p, power.sub(1));
            LongVector sign = x.reinterpretAsLongs().and(Long.MIN_VALUE);
            e.div(e.add(2)).reinterpretAsLongs().or(sign).reinterpretAsDoubles().intoArray(to, into + i);
        }
        for (int i = whole; i < count; i++) {
            to[into + i] = Exponential.tanh(from[at + i]);
        }
    }

    /** {@link Exponential#sigmoid}. */
    static void sigmoid(double[] from, int at, double[] to, int into, int count) {
        int whole = D.loopBound(count);
        for (int i = 0; i < whole; i += D.length()) {
            DoubleVector x = DoubleVector.fromArray(D, from, at + i);
            DoubleVector a = x.abs().neg();
            DoubleVector z = a.blend(EXP_MAX, a.compare(VectorOperators.GT, EXP_MAX));
            z = z.blend(EXP_MIN, z.compare(VectorOperators.LT, EXP_MIN));
            DoubleVector rounded = z.fma(DoubleVector.broadcast(D, LOG2E), DoubleVector.broadcast(D, ROUND));
            DoubleVector n = rounded.sub(DoubleVector.broadcast(D, ROUND));
            DoubleVector r = n.fma(DoubleVector.broadcast(D, -LN2_LOW), n.fma(DoubleVector.broadcast(D, -LN2_HIGH), z));
            DoubleVector r2 = r.mul(r);
            DoubleVector p = r.fma(DoubleVector.broadcast(D, EXP_9), DoubleVector.broadcast(D, EXP_8));
            p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_7), DoubleVector.broadcast(D, EXP_6)));
            p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_5), DoubleVector.broadcast(D, EXP_4)));
            p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_3), DoubleVector.broadcast(D, EXP_2)));
            p = p.fma(r2, r.fma(DoubleVector.broadcast(D, EXP_1), DoubleVector.broadcast(D, EXP_0)));
            p = r2.fma(p, r).add(1);
            LongVector shift = rounded.reinterpretAsLongs().sub(ROUND_BITS);
            LongVector first = shift.add(2048).lanewise(VectorOperators.LSHR, 1).sub(1024);
            LongVector second = shift.sub(first);
            DoubleVector e = p.mul(
                            first.add(1023).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles())
                    .mul(second.add(1023).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
            DoubleVector.broadcast(D, 1)
                    .blend(e, x.compare(VectorOperators.LT, 0))
                    .div(e.add(1))
                    .intoArray(to, into + i);
        }
        for (int i = whole; i < count; i++) {
            to[into + i] = Exponential.sigmoid(from[at + i]);
        }
    }
}
