package dev.limen.app.analysis;

/** A closed interval in units of the observable, lower below upper. */
public record Range(double lower, double upper) {

    /** Whether a value lies within, ends included. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
