package dev.limen.autodiff.vector;

import static dev.limen.autodiff.math.Coefficients.*;

import dev.limen.autodiff.math.Logarithm;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Logarithm}, a vector at a time.
 *
 * <p>Straight-line on purpose, with every polynomial written out in each method: helpers that take or return vectors are not inlined in
 * methods this long, and then every vector is an object. The operations and their order are those of {@link Logarithm}, which also
 * computes the elements behind the last whole vector.
 */
final class LogarithmVectors {

    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

    private LogarithmVectors() {}

    /** {@link Logarithm#log}. */
    static void log(double[] from, double[] to, int count) {
        int whole = D.loopBound(count);
        for (int i = 0; i < whole; i += D.length()) {
            DoubleVector x = DoubleVector.fromArray(D, from, i);
            VectorMask<Double> small = x.compare(VectorOperators.LT, Double.MIN_NORMAL);
            DoubleVector y = x.blend(x.mul(0x1p54), small);
            LongVector bits = y.reinterpretAsLongs().sub(SQRT_HALF_BITS).add(1023L << 52);
            DoubleVector k = bits.lanewise(VectorOperators.LSHR, 52)
                    .or(TWO_52_BITS)
                    .reinterpretAsDoubles()
                    .sub(TWO_52)
                    .add(DoubleVector.broadcast(D, -1023).blend(-1077, small));
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
            DoubleVector low = k.fma(DoubleVector.broadcast(D, LN2_LOW), DoubleVector.broadcast(D, 0));
            DoubleVector inner = half.sub(s.fma(s2.fma(l, half), low));
            DoubleVector value =
                    k.fma(DoubleVector.broadcast(D, LN2_HIGH), f.sub(inner)).add(DoubleVector.broadcast(D, 0));
            value = value.blend(x, x.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
            value = value.blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
            DoubleVector.broadcast(D, Double.NaN)
                    .blend(value, x.compare(VectorOperators.GE, 0))
                    .intoArray(to, i);
        }
        for (int i = whole; i < count; i++) {
            to[i] = Logarithm.log(from[i]);
        }
    }

    /** {@link Logarithm#log1p}. */
    static void log1p(double[] from, double[] to, int count) {
        int whole = D.loopBound(count);
        for (int i = 0; i < whole; i += D.length()) {
            DoubleVector x = DoubleVector.fromArray(D, from, i);
            DoubleVector u = x.add(1);
            DoubleVector v = u.sub(1);
            DoubleVector rest = DoubleVector.broadcast(D, 1).sub(u.sub(v)).add(x.sub(v));
            LongVector bits = u.reinterpretAsLongs().sub(SQRT_HALF_BITS).add(1023L << 52);
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
            DoubleVector low = k.fma(DoubleVector.broadcast(D, LN2_LOW), rest.div(u));
            DoubleVector inner = half.sub(s.fma(s2.fma(l, half), low));
            DoubleVector value =
                    k.fma(DoubleVector.broadcast(D, LN2_HIGH), f.sub(inner)).add(DoubleVector.broadcast(D, 0));
            value = value.blend(x, x.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
            value = value.blend(x, x.compare(VectorOperators.EQ, 0));
            value = value.blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, -1));
            DoubleVector.broadcast(D, Double.NaN)
                    .blend(value, x.compare(VectorOperators.GE, -1))
                    .intoArray(to, i);
        }
        for (int i = whole; i < count; i++) {
            to[i] = Logarithm.log1p(from[i]);
        }
    }
}
