package dev.limen.autodiff.fused;

/**
 * Loops over columns: the numbers of one quantity at many points. Each is one statement over arrays of their own, which
 * compilers turn into vector instructions without changing a bit.
 */
final class Columns {
    private Columns() {}

    static void multiply(double[] to, double[] a, int n) {
        for (int l = 0; l < n; l++) {
            to[l] *= a[l];
        }
    }

    static void product(double[] to, double[] a, double[] b, int n) {
        for (int l = 0; l < n; l++) {
            to[l] = a[l] * b[l];
        }
    }

    static void product(double[] to, double[] a, double[] b, double[] c, int n) {
        for (int l = 0; l < n; l++) {
            to[l] = a[l] * b[l] * c[l];
        }
    }

    static void add(double[] to, double[] a, int n) {
        for (int l = 0; l < n; l++) {
            to[l] += a[l];
        }
    }

    static void addProduct(double[] to, double[] a, double[] b, int n) {
        for (int l = 0; l < n; l++) {
            to[l] += a[l] * b[l];
        }
    }

    static void addProduct(double[] to, double[] a, double[] b, double[] c, int n) {
        for (int l = 0; l < n; l++) {
            to[l] += a[l] * b[l] * c[l];
        }
    }

    static void subtractProduct(double[] to, double[] a, double[] b, int n) {
        for (int l = 0; l < n; l++) {
            to[l] -= a[l] * b[l];
        }
    }

    static void addScaled(double[] to, double[] a, double factor, int n) {
        for (int l = 0; l < n; l++) {
            to[l] += a[l] * factor;
        }
    }

    /** Adds a p + b q. */
    static void addPair(double[] to, double[] a, double p, double[] b, double q, int n) {
        for (int l = 0; l < n; l++) {
            to[l] += a[l] * p + b[l] * q;
        }
    }

    /** Sets to a p + b q. */
    static void pair(double[] to, double[] a, double p, double[] b, double q, int n) {
        for (int l = 0; l < n; l++) {
            to[l] = a[l] * p + b[l] * q;
        }
    }
}
