package dev.limen.networks;

/** See {@link UpdateRule#adam(double, double, double)}. */
record Adam(double meanDecay, double squareDecay, double epsilon) implements FirstOrder {
    Adam {
        Settings.requireFraction("decay of Adam's mean", meanDecay);
        Settings.requireFraction("decay of Adam's mean square", squareDecay);
        Settings.requirePositive("Adam's epsilon", epsilon);
    }

    @Override
    public int vectors() {
        return 2;
    }

    @Override
    public boolean decoupled() {
        return false;
    }

    @Override
    public void direction(long step, double[] gradient, double[][] memory, double[] out) {
        double[] mean = memory[0];
        double[] square = memory[1];
        double meanWeight = 1 - StrictMath.pow(meanDecay, step + 1.0);
        double squareWeight = 1 - StrictMath.pow(squareDecay, step + 1.0);
        for (int i = 0; i < out.length; i++) {
            double g = gradient[i];
            mean[i] = meanDecay * mean[i] + (1 - meanDecay) * g;
            square[i] = squareDecay * square[i] + (1 - squareDecay) * g * g;
            out[i] = -(mean[i] / meanWeight) / (Math.sqrt(square[i] / squareWeight) + epsilon);
        }
    }

    @Override
    public String description() {
        return "adam(" + settings() + ")";
    }

    String settings() {
        return meanDecay + ", " + squareDecay + ", " + epsilon;
    }
}
