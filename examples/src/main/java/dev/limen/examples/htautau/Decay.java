package dev.limen.examples.htautau;

import dev.limen.autodiff.random.RandomStream;

/** Two particles from one. */
record Decay(FourVector first, FourVector second) {

    /** Isotropic in the rest frame of the parent. */
    static Decay isotropic(FourVector parent, double firstMass, double secondMass, RandomStream random) {
        return along(parent, parent, firstMass, secondMass, 2 * random.uniform() - 1, random);
    }

    /**
     * With a given angle in the rest frame of the parent, between the first product and an axis: the direction of
     * {@code axis}, boosted into that frame by whoever asks (for an axis along the flight the parent itself).
     *
     * @param cosine of that angle; the azimuth around the axis is uniform
     */
    static Decay along(
            FourVector parent,
            FourVector axis,
            double firstMass,
            double secondMass,
            double cosine,
            RandomStream random) {
        double mass = parent.mass();
        double p = breakUp(mass, firstMass, secondMass);
        FourVector direction = direction(axis, cosine, 2 * Math.PI * random.uniform());
        FourVector first = new FourVector(
                p * direction.px(), p * direction.py(), p * direction.pz(), Math.sqrt(p * p + firstMass * firstMass));
        FourVector boosted = first.boostedFrom(parent);
        return new Decay(boosted, parent.minus(boosted));
    }

    /** Momentum of both products in the rest frame (Kallen's function). */
    static double breakUp(double mass, double firstMass, double secondMass) {
        double sum = firstMass + secondMass;
        double difference = firstMass - secondMass;
        return Math.sqrt(Math.max(0, (mass * mass - sum * sum) * (mass * mass - difference * difference))) / (2 * mass);
    }

    /** A unit vector at an angle to an axis, with azimuth around it. */
    static FourVector direction(FourVector axis, double cosine, double azimuth) {
        double length = axis.momentum();
        double ax = length > 0 ? axis.px() / length : 0;
        double ay = length > 0 ? axis.py() / length : 0;
        double az = length > 0 ? axis.pz() / length : 1;
        double across = Math.hypot(ax, ay);
        double ux = across > 0 ? -ay / across : 1;
        double uy = across > 0 ? ax / across : 0;
        double vx = -az * uy;
        double vy = az * ux;
        double vz = ax * uy - ay * ux;
        double sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
        double a = sine * Math.cos(azimuth);
        double b = sine * Math.sin(azimuth);
        return new FourVector(cosine * ax + a * ux + b * vx, cosine * ay + a * uy + b * vy, cosine * az + b * vz, 0);
    }
}
