package dev.limen.inference;

/**
 * The profile likelihood of n counts with expectation S + b in closed form, for each way to know b: exactly, by a
 * Gaussian measurement, or by m counts with expectation tau b.
 *
 * <p>Setting the derivative by b to zero gives a quadratic equation; its positive root is the conditional estimate.
 */
sealed interface OneBin {

    /** The conditional estimate of b where the signal expects {@code s} events. */
    double background(double n, double s);

    /** -2 log L of the auxiliary measurement, up to a constant. */
    double constraint(double b);

    /** The estimate of b where the signal is free. */
    double free();

    default double twiceNll(double n, double s, double b) {
        double mean = s + b;
        return 2 * (mean - (n == 0 ? 0 : n * Math.log(mean))) + constraint(b);
    }

    /** The signal in events that fits best, not below 0. */
    default double signal(double n) {
        return Math.max(0, n - free());
    }

    /** The profile-likelihood ratio with the signal bounded at 0. */
    default double t(double n, double s) {
        double best = signal(n);
        double minimum = twiceNll(n, best, best > 0 ? free() : background(n, 0));
        return twiceNll(n, s, background(n, s)) - minimum;
    }

    record Known(double b) implements OneBin {
        @Override
        public double background(double n, double s) {
            return b;
        }

        @Override
        public double constraint(double at) {
            return 0;
        }

        @Override
        public double free() {
            return b;
        }
    }

    record Gaussian(double measured, double sigma) implements OneBin {
        @Override
        public double background(double n, double s) {
            double p = s + sigma * sigma - measured;
            double q = s * (sigma * sigma - measured) - n * sigma * sigma;
            return (Math.sqrt(p * p - 4 * q) - p) / 2;
        }

        @Override
        public double constraint(double b) {
            double pull = (b - measured) / sigma;
            return pull * pull;
        }

        @Override
        public double free() {
            return measured;
        }
    }

    record OnOff(double m, double tau) implements OneBin {
        @Override
        public double background(double n, double s) {
            double a = 1 + tau;
            double p = n + m - a * s;
            return (p + Math.sqrt(p * p + 4 * a * m * s)) / (2 * a);
        }

        @Override
        public double constraint(double b) {
            return 2 * (tau * b - m * Math.log(tau * b));
        }

        @Override
        public double free() {
            return m / tau;
        }
    }
}
