package dev.limen.examples.htautau;

import dev.limen.autodiff.random.RandomStream;

/** One-dimensional distributions that events are drawn from, by inversion. */
final class Spectrum {
    private Spectrum() {}

    /**
     * A relativistic Breit-Wigner in s = m^2: {@code 1/((s - M^2)^2 + M^2 G^2)} between two masses.
     *
     * @param peak M [GeV]
     * @param width G [GeV]
     */
    static double breitWigner(double peak, double width, double least, double most, RandomStream random) {
        double scale = peak * width;
        double low = Math.atan((least * least - peak * peak) / scale);
        double high = Math.atan((most * most - peak * peak) / scale);
        double angle = low + (high - low) * random.uniform();
        return Math.sqrt(peak * peak + scale * Math.tan(angle));
    }

    /**
     * A transverse momentum with {@code dN/dpT^2 ~ (1 + pT^2/a^2)^-n} below 1 TeV.
     *
     * @param a where it starts to fall [GeV]
     * @param n how steeply, above 1
     */
    static double transverse(double a, double n, RandomStream random) {
        double most = 1000;
        double last = Math.pow(1 + most * most / (a * a), 1 - n);
        double u = last + (1 - last) * random.uniform();
        return a * Math.sqrt(Math.pow(u, 1 / (1 - n)) - 1);
    }

    /** Falling exponentially from 0, with this mean. */
    static double exponential(double mean, RandomStream random) {
        return -mean * Math.log(random.uniform());
    }

    /** Uniform azimuth [rad]. */
    static double azimuth(RandomStream random) {
        return Math.PI * (2 * random.uniform() - 1);
    }

    /** cos(theta) with density {@code (1 + slope cos(theta))/2}, |slope| at most 1. */
    static double linear(double slope, RandomStream random) {
        double u = random.uniform();
        if (Math.abs(slope) < 1e-9) {
            return 2 * u - 1;
        }
        return (Math.sqrt((1 - slope) * (1 - slope) + 4 * slope * u) - 1) / slope;
    }
}
