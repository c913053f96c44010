package dev.limen.networks;

/** See {@link UpdateRule#adamW(double, double, double)}. */
record AdamW(Adam adam) implements FirstOrder {
    @Override
    public int vectors() {
        return adam.vectors();
    }

    @Override
    public boolean decoupled() {
        return true;
    }

    @Override
    public void direction(long step, double[] gradient, double[][] memory, double[] out) {
        adam.direction(step, gradient, memory, out);
    }

    @Override
    public String description() {
        return "adamw(" + adam.settings() + ")";
    }
}
