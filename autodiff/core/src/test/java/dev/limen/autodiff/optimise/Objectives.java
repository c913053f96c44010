package dev.limen.autodiff.optimise;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/** Objectives of the tests. */
final class Objectives {
    private Objectives() {}

    /** An objective whose Hessian is made of central differences of its gradient. */
    static BoundedNewton.Objective differenced(
            ToDoubleFunction<double[]> value, BiConsumer<double[], double[]> gradient) {
        return new BoundedNewton.Objective() {
            @Override
            public double value(double[] x) {
                return value.applyAsDouble(x);
            }

            @Override
            public double evaluate(double[] x, double[] g, double[] h) {
                int n = x.length;
                double[] up = new double[n];
                double[] down = new double[n];
                for (int j = 0; j < n; j++) {
                    double step = 1e-5 * Math.max(1, Math.abs(x[j]));
                    double[] moved = x.clone();
                    moved[j] = x[j] + step;
                    gradient.accept(moved, up);
                    moved[j] = x[j] - step;
                    gradient.accept(moved, down);
                    for (int i = 0; i < n; i++) {
                        h[i * n + j] = (up[i] - down[i]) / (2 * step);
                    }
                }
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < i; j++) {
                        h[i * n + j] = h[j * n + i] = 0.5 * (h[i * n + j] + h[j * n + i]);
                    }
                }
                gradient.accept(x, g);
                return value.applyAsDouble(x);
            }
        };
    }

    /** 100 (y - x^2)^2 + (1 - x)^2. */
    static BoundedNewton.Objective rosenbrock() {
        return new BoundedNewton.Objective() {
            @Override
            public double value(double[] x) {
                double a = x[1] - x[0] * x[0];
                double b = 1 - x[0];
                return 100 * a * a + b * b;
            }

            @Override
            public double evaluate(double[] x, double[] g, double[] h) {
                double a = x[1] - x[0] * x[0];
                g[0] = -400 * x[0] * a - 2 * (1 - x[0]);
                g[1] = 200 * a;
                h[0] = 1200 * x[0] * x[0] - 400 * x[1] + 2;
                h[1] = h[2] = -400 * x[0];
                h[3] = 200;
                return value(x);
            }
        };
    }

    /** sum_k c_k x^k of one variable. */
    static BoundedNewton.Objective polynomial(double... c) {
        return new BoundedNewton.Objective() {
            @Override
            public double value(double[] x) {
                return evaluate(x, new double[1], new double[1]);
            }

            @Override
            public double evaluate(double[] x, double[] g, double[] h) {
                double value = 0;
                double first = 0;
                double second = 0;
                for (int k = c.length - 1; k >= 0; k--) {
                    second = second * x[0] + 2 * first;
                    first = first * x[0] + value;
                    value = value * x[0] + c[k];
                }
                g[0] = first;
                h[0] = second;
                return value;
            }
        };
    }

    /** 1/2 x'Ax + b'x. */
    static BoundedNewton.Objective quadratic(double[] a, double[] b) {
        return new BoundedNewton.Objective() {
            @Override
            public double value(double[] x) {
                return evaluate(x, new double[b.length], new double[a.length]);
            }

            @Override
            public double evaluate(double[] x, double[] g, double[] h) {
                int n = b.length;
                System.arraycopy(a, 0, h, 0, a.length);
                double value = 0;
                for (int i = 0; i < n; i++) {
                    double ax = 0;
                    for (int j = 0; j < n; j++) {
                        ax += a[i * n + j] * x[j];
                    }
                    g[i] = ax + b[i];
                    value += x[i] * (0.5 * ax + b[i]);
                }
                return value;
            }
        };
    }

    /** f(x_i / scale_i). */
    static BoundedNewton.Objective scaled(BoundedNewton.Objective f, double[] scale) {
        int n = scale.length;
        return new BoundedNewton.Objective() {
            private double[] inner(double[] x) {
                double[] y = new double[n];
                Arrays.setAll(y, i -> x[i] / scale[i]);
                return y;
            }

            @Override
            public double value(double[] x) {
                return f.value(inner(x));
            }

            @Override
            public double evaluate(double[] x, double[] g, double[] h) {
                double value = f.evaluate(inner(x), g, h);
                for (int i = 0; i < n; i++) {
                    g[i] /= scale[i];
                    for (int j = 0; j < n; j++) {
                        h[i * n + j] /= scale[i] * scale[j];
                    }
                }
                return value;
            }
        };
    }

    /**
     * The negative log-likelihood of counts with rates base + R x and unit Gaussian constraints on all parameters but the
     * first: sum_b (rate_b - n_b log rate_b) + 1/2 sum_{i>0} x_i^2; +infinity where a rate is negative.
     */
    static BoundedNewton.Objective poisson(double[] counts, double[] base, double[] response) {
        int bins = counts.length;
        int n = response.length / bins;
        return new BoundedNewton.Objective() {
            @Override
            public double value(double[] x) {
                return evaluate(x, new double[n], new double[n * n]);
            }

            @Override
            public double evaluate(double[] x, double[] g, double[] h) {
                Arrays.fill(g, 0);
                Arrays.fill(h, 0);
                double value = 0;
                for (int b = 0; b < bins; b++) {
                    double rate = base[b];
                    for (int i = 0; i < n; i++) {
                        rate += response[b * n + i] * x[i];
                    }
                    if (rate < 0 || rate == 0 && counts[b] > 0) {
                        return Double.POSITIVE_INFINITY;
                    }
                    double ratio = counts[b] == 0 ? 0 : counts[b] / rate;
                    value += rate - (counts[b] == 0 ? 0 : counts[b] * Math.log(rate));
                    for (int i = 0; i < n; i++) {
                        double ri = response[b * n + i];
                        g[i] += ri * (1 - ratio);
                        if (ri != 0 && ratio != 0) {
                            for (int j = 0; j < n; j++) {
                                h[i * n + j] += ri * response[b * n + j] * ratio / rate;
                            }
                        }
                    }
                }
                for (int i = 1; i < n; i++) {
                    value += 0.5 * x[i] * x[i];
                    g[i] += x[i];
                    h[i * n + i] += 1;
                }
                return value;
            }
        };
    }
}
