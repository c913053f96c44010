package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where the POI's uncertainty comes from, in two ways that answer different questions (A. Pinto et al., "Uncertainty
 * components in profile likelihood fits", arXiv:2307.04007).
 *
 * <p><em>Impacts</em> tell how the fitted POI moves where a nuisance parameter is held one standard deviation away and
 * the others are fitted again. They are what rankings show; correlated parameters share theirs, so they do not add up.
 *
 * <p><em>Uncertainty components</em> tell how the fitted POI scatters as one datum scatters: the exact derivative by
 * each auxiliary datum (a global observable) times its standard deviation, and by all counts, the statistical part. The
 * data are independent, so they add up in quadrature to {@link #total}. The variance of a count is taken as that count.
 * Then the total is {@link #sigma} exactly for rates that are linear in the parameters, and for an Asimov set; else they
 * differ by the rates' curvature times what the fit leaves over.
 *
 * <p>The POI's bounds are moved outwards by their distance, so that it can move on both sides of its best fit.
 */
public final class Impacts {
    private final Covariance covariance;
    private final int poi;
    private final double sigma;
    private final double statistical;
    private final double auxiliary;
    private final double constrainedHeld;
    private final List<Impact> impacts;
    private final List<GroupImpact> groups;
    private final int failed;
    private final Optional<String> note;

    private Impacts(ImpactCalculation calculation, Optional<String> note) {
        this.covariance = calculation.covariance();
        this.poi = calculation.poi();
        this.sigma = calculation.sigma();
        this.statistical = calculation.statistical();
        this.auxiliary = calculation.auxiliary();
        this.constrainedHeld = calculation.constrainedHeld();
        this.impacts = calculation.impacts();
        this.groups = calculation.groupImpacts();
        this.failed = calculation.failed();
        this.note = note;
    }

    /**
     * Of each free nuisance parameter, and of groups of them.
     *
     * @param groups which parameters belong to a group, by its name
     * @throws dev.limen.autodiff.NotConvergedException if the fit did not converge, or the data leave some direction of
     *     the parameters undetermined
     */
    public static Impacts of(LogLikelihood model, Data data, Map<String, Predicate<Parameter>> groups) {
        Parameter own = model.parameters().get(model.requirePoi());
        LogLikelihood released = WidenedPoi.released(model);
        ImpactCalculation calculation = new ImpactCalculation(released, data, groups);
        double best = calculation.covariance().values().get(calculation.poi());
        Optional<String> note = best < own.lower() || best > own.upper()
                ? Optional.of(
                        "the best fit " + best + " of POI '" + own.name() + "' lies beyond its bounds [" + own.lower()
                                + ", " + own.upper() + "], which were moved outwards: at a bound it has no impacts")
                : Optional.empty();
        return new Impacts(calculation, note);
    }

    /** Of each free nuisance parameter. */
    public static Impacts of(LogLikelihood model, Data data) {
        return of(model, data, Map.of());
    }

    /** The fitted POI. */
    public double best() {
        return covariance.values().get(poi);
    }

    /** The POI's standard deviation from the inverse Hessian. */
    public double sigma() {
        return sigma;
    }

    /** The part of the POI's uncertainty that comes from the scatter of the counts. */
    public double statistical() {
        return statistical;
    }

    /** The part that comes from the scatter of the auxiliary data, its components in quadrature. */
    public double auxiliary() {
        return auxiliary;
    }

    /** All uncertainty components in quadrature: the statistical one and those of the auxiliary data. */
    public double total() {
        return Math.hypot(statistical, auxiliary);
    }

    /** The POI's standard deviation with all constrained parameters held at their best fit, which is not {@link #statistical}. */
    public double constrainedHeld() {
        return constrainedHeld;
    }

    /** Of each free nuisance parameter, in the model's order. */
    public List<Impact> impacts() {
        return List.copyOf(impacts);
    }

    /** Of each group, in the order of the map. */
    public List<GroupImpact> groups() {
        return List.copyOf(groups);
    }

    /** How many fits with a parameter held did not converge. */
    public int failed() {
        return failed;
    }

    /** Where the parameters are and how well they are known. */
    public Covariance covariance() {
        return covariance;
    }

    /** The certificates of all fits behind the numbers, but for those with a parameter held. */
    public List<Certificate> certificates() {
        return covariance.certificates();
    }

    /** What the user should know about how they were found, if anything. */
    public Optional<String> note() {
        return note;
    }

    @Override
    public String toString() {
        return "Impacts[POI " + best() + " +- " + sigma + ", statistical " + statistical + ", " + impacts.size()
                + " parameters]";
    }
}
