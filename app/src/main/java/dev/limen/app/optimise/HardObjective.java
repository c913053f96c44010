package dev.limen.app.optimise;

/** The objective with hard cuts, smaller being better; undefined where a floor is violated. */
record HardObjective(Plan plan, Part part, Floor floor) {
    double value(double[] thresholds) {
        Part.At at = part.at(thresholds);
        if (floor.violation(at.contents()).isPresent()) {
            return Double.NaN;
        }
        return plan.loss(at.objective());
    }
}
