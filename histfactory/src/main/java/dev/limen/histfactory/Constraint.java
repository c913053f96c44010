package dev.limen.histfactory;

/** What an auxiliary measurement says about a parameter. */
public enum Constraint {
    /** Nothing. */
    UNCONSTRAINED("unconstrained"),
    /** Normal(auxdata | theta, sigma). */
    NORMAL("constrained_by_normal"),
    /** Poisson(auxdata | theta tau), with the factor tau. */
    POISSON("constrained_by_poisson");

    private final String spelling;

    Constraint(String spelling) {
        this.spelling = spelling;
    }

    /** The reference implementation's name, as {@code constrained_by_normal}. */
    public String spelling() {
        return spelling;
    }
}
