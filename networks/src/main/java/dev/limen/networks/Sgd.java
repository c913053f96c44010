package dev.limen.networks;

import java.util.Locale;

/** See {@link UpdateRule#sgd(double)} and {@link UpdateRule#nesterov}. */
record Sgd(double momentum, Look look) implements FirstOrder {

    /** Where the gradient's step is taken. */
    enum Look {
        /** By the velocity as it is. */
        HERE,
        /** By the velocity as it will be (Nesterov). */
        AHEAD
    }

    Sgd {
        Settings.requireFraction("momentum", momentum);
    }

    @Override
    public int vectors() {
        return 1;
    }

    @Override
    public boolean decoupled() {
        return false;
    }

    @Override
    public void direction(long step, double[] gradient, double[][] memory, double[] out) {
        double[] velocity = memory[0];
        for (int i = 0; i < out.length; i++) {
            velocity[i] = momentum * velocity[i] + gradient[i];
            out[i] = switch (look) {
                case HERE -> -velocity[i];
                case AHEAD -> -(gradient[i] + momentum * velocity[i]);
            };
        }
    }

    @Override
    public String description() {
        return "sgd(" + momentum + ", " + look.name().toLowerCase(Locale.ROOT) + ")";
    }
}
