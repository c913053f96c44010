package dev.limen.autodiff.vector;

import static dev.limen.autodiff.math.Coefficients.*;

import dev.limen.autodiff.math.Normal;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Normal}, a vector at a time.
 *
 * <p>Straight-line on purpose, with every polynomial written out in each method: helpers that take or return vectors are not inlined in
 * methods this long, and then every vector is an object. The operations and their order are those of {@link Normal}, which also
 * computes the elements behind the last whole vector.
 */
final class NormalVectors {

    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

    private NormalVectors() {}

    /** {@link Normal#cdf}. */
    static void cdf(double[] from, double[] to, int count) {
        int whole = D.loopBound(count);
        for (int i = 0; i < whole; i += D.length()) {
            DoubleVector x = DoubleVector.fromArray(D, from, i);
            DoubleVector a = x.abs();
            DoubleVector q = DoubleVector.broadcast(D, 1).div(a.add(TAIL_POLE));
            DoubleVector t = q.fma(DoubleVector.broadcast(D, -2 * TAIL_POLE), DoubleVector.broadcast(D, 1));
            DoubleVector t2 = t.mul(t);
            DoubleVector g = t2.fma(
                    DoubleVector.broadcast(D, TAIL_22),
                    t.fma(DoubleVector.broadcast(D, TAIL_21), DoubleVector.broadcast(D, TAIL_20)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_19), DoubleVector.broadcast(D, TAIL_18)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_17), DoubleVector.broadcast(D, TAIL_16)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_15), DoubleVector.broadcast(D, TAIL_14)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_13), DoubleVector.broadcast(D, TAIL_12)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_11), DoubleVector.broadcast(D, TAIL_10)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_9), DoubleVector.broadcast(D, TAIL_8)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_7), DoubleVector.broadcast(D, TAIL_6)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_5), DoubleVector.broadcast(D, TAIL_4)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_3), DoubleVector.broadcast(D, TAIL_2)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_1), DoubleVector.broadcast(D, TAIL_0)));
            DoubleVector c = a.blend(TAIL_MAX, a.compare(VectorOperators.GT, TAIL_MAX));
            DoubleVector square = c.mul(c);
            DoubleVector rest = c.fma(c, square.neg());
            DoubleVector z = square.mul(-0.5);
            DoubleVector rounded = z.fma(DoubleVector.broadcast(D, LOG2E), DoubleVector.broadcast(D, ROUND));
            DoubleVector n = rounded.sub(DoubleVector.broadcast(D, ROUND));
            DoubleVector r = n.fma(DoubleVector.broadcast(D, -LN2_HIGH), z)
                    .add(n.fma(DoubleVector.broadcast(D, -LN2_LOW), rest.mul(-0.5)));
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
            DoubleVector gauss = p.mul(
                            first.add(1023).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles())
                    .mul(second.add(1023).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
            DoubleVector tail = gauss.mul(g.mul(q));
            tail.blend(DoubleVector.broadcast(D, 1).sub(tail), x.compare(VectorOperators.GT, 0))
                    .intoArray(to, i);
        }
        for (int i = whole; i < count; i++) {
            to[i] = Normal.cdf(from[i]);
        }
    }

    /** {@link Normal#logCdf}. */
    static void logCdf(double[] from, double[] to, int count) {
        int whole = D.loopBound(count);
        for (int i = 0; i < whole; i += D.length()) {
            DoubleVector x = DoubleVector.fromArray(D, from, i);
            DoubleVector a = x.abs();
            DoubleVector q = DoubleVector.broadcast(D, 1).div(a.add(TAIL_POLE));
            DoubleVector t = q.fma(DoubleVector.broadcast(D, -2 * TAIL_POLE), DoubleVector.broadcast(D, 1));
            DoubleVector t2 = t.mul(t);
            DoubleVector g = t2.fma(
                    DoubleVector.broadcast(D, TAIL_22),
                    t.fma(DoubleVector.broadcast(D, TAIL_21), DoubleVector.broadcast(D, TAIL_20)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_19), DoubleVector.broadcast(D, TAIL_18)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_17), DoubleVector.broadcast(D, TAIL_16)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_15), DoubleVector.broadcast(D, TAIL_14)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_13), DoubleVector.broadcast(D, TAIL_12)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_11), DoubleVector.broadcast(D, TAIL_10)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_9), DoubleVector.broadcast(D, TAIL_8)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_7), DoubleVector.broadcast(D, TAIL_6)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_5), DoubleVector.broadcast(D, TAIL_4)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_3), DoubleVector.broadcast(D, TAIL_2)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_1), DoubleVector.broadcast(D, TAIL_0)));
            DoubleVector c = a.blend(TAIL_MAX, a.compare(VectorOperators.GT, TAIL_MAX));
            DoubleVector square = c.mul(c);
            DoubleVector rest = c.fma(c, square.neg());
            DoubleVector z = square.mul(-0.5);
            DoubleVector rounded = z.fma(DoubleVector.broadcast(D, LOG2E), DoubleVector.broadcast(D, ROUND));
            DoubleVector n = rounded.sub(DoubleVector.broadcast(D, ROUND));
            DoubleVector r = n.fma(DoubleVector.broadcast(D, -LN2_HIGH), z)
                    .add(n.fma(DoubleVector.broadcast(D, -LN2_LOW), rest.mul(-0.5)));
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
            DoubleVector gauss = p.mul(
                            first.add(1023).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles())
                    .mul(second.add(1023).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
            DoubleVector ratio = g.mul(q);
            DoubleVector tail = gauss.mul(ratio);
            DoubleVector above = DoubleVector.broadcast(D, 1).sub(tail);
            VectorMask<Double> negative = x.compare(VectorOperators.LT, 0);
            DoubleVector y = above.blend(ratio, negative);
            DoubleVector correction =
                    DoubleVector.broadcast(D, 1).sub(above).sub(tail).div(above).blend(0, negative);
            DoubleVector base = DoubleVector.broadcast(D, 0).blend(a.mul(a).mul(-0.5), negative);
            LongVector bits = y.reinterpretAsLongs().sub(SQRT_HALF_BITS).add(1023L << 52);
            DoubleVector k = bits.lanewise(VectorOperators.LSHR, 52)
                    .or(TWO_52_BITS)
                    .reinterpretAsDoubles()
                    .sub(TWO_52)
                    .add(DoubleVector.broadcast(D, -1023));
            DoubleVector f = bits.and(MANTISSA_BITS)
                    .add(SQRT_HALF_BITS)
                    .reinterpretAsDoubles()
                    .sub(1);
            DoubleVector s = f.div(f.add(2));
            DoubleVector s2 = s.mul(s);
            DoubleVector s4 = s2.mul(s2);
            DoubleVector l = s4.fma(
                    DoubleVector.broadcast(D, LOG_6),
                    s2.fma(DoubleVector.broadcast(D, LOG_5), DoubleVector.broadcast(D, LOG_4)));
            l = l.fma(s4, s2.fma(DoubleVector.broadcast(D, LOG_3), DoubleVector.broadcast(D, LOG_2)));
            l = l.fma(s4, s2.fma(DoubleVector.broadcast(D, LOG_1), DoubleVector.broadcast(D, LOG_0)));
            DoubleVector half = f.mul(0.5).mul(f);
            DoubleVector low = k.fma(DoubleVector.broadcast(D, LN2_LOW), correction);
            DoubleVector inner = half.sub(s.fma(s2.fma(l, half), low));
            DoubleVector value =
                    k.fma(DoubleVector.broadcast(D, LN2_HIGH), f.sub(inner)).add(base);
            value.intoArray(to, i);
        }
        for (int i = whole; i < count; i++) {
            to[i] = Normal.logCdf(from[i]);
        }
    }

    /** {@link Normal#logCdfSlope}. */
    static void logCdfSlope(double[] from, double[] to, int count) {
        int whole = D.loopBound(count);
        for (int i = 0; i < whole; i += D.length()) {
            DoubleVector x = DoubleVector.fromArray(D, from, i);
            DoubleVector a = x.abs();
            DoubleVector pole = a.add(TAIL_POLE);
            DoubleVector q = DoubleVector.broadcast(D, 1).div(pole);
            DoubleVector t = q.fma(DoubleVector.broadcast(D, -2 * TAIL_POLE), DoubleVector.broadcast(D, 1));
            DoubleVector t2 = t.mul(t);
            DoubleVector g = t2.fma(
                    DoubleVector.broadcast(D, TAIL_22),
                    t.fma(DoubleVector.broadcast(D, TAIL_21), DoubleVector.broadcast(D, TAIL_20)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_19), DoubleVector.broadcast(D, TAIL_18)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_17), DoubleVector.broadcast(D, TAIL_16)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_15), DoubleVector.broadcast(D, TAIL_14)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_13), DoubleVector.broadcast(D, TAIL_12)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_11), DoubleVector.broadcast(D, TAIL_10)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_9), DoubleVector.broadcast(D, TAIL_8)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_7), DoubleVector.broadcast(D, TAIL_6)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_5), DoubleVector.broadcast(D, TAIL_4)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_3), DoubleVector.broadcast(D, TAIL_2)));
            g = g.fma(t2, t.fma(DoubleVector.broadcast(D, TAIL_1), DoubleVector.broadcast(D, TAIL_0)));
            DoubleVector c = a.blend(TAIL_MAX, a.compare(VectorOperators.GT, TAIL_MAX));
            DoubleVector square = c.mul(c);
            DoubleVector rest = c.fma(c, square.neg());
            DoubleVector z = square.mul(-0.5);
            DoubleVector rounded = z.fma(DoubleVector.broadcast(D, LOG2E), DoubleVector.broadcast(D, ROUND));
            DoubleVector n = rounded.sub(DoubleVector.broadcast(D, ROUND));
            DoubleVector r = n.fma(DoubleVector.broadcast(D, -LN2_HIGH), z)
                    .add(n.fma(DoubleVector.broadcast(D, -LN2_LOW), rest.mul(-0.5)));
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
            DoubleVector gauss = p.mul(
                            first.add(1023).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles())
                    .mul(second.add(1023).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
            DoubleVector above =
                    gauss.mul(INV_SQRT_2PI).div(DoubleVector.broadcast(D, 1).sub(gauss.mul(g.mul(q))));
            DoubleVector below = DoubleVector.broadcast(D, INV_SQRT_2PI).div(g).mul(pole);
            above.blend(below, x.compare(VectorOperators.LT, 0)).intoArray(to, i);
        }
        for (int i = whole; i < count; i++) {
            to[i] = Normal.logCdfSlope(from[i]);
        }
    }
}
