package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The profile likelihood and CLs against the POI, observed and expected.
 *
 * <p>Each point's fits begin where those of the point before ended, outwards from the best fit; the numbers are those of
 * {@link MaximumLikelihood} and {@link Cls} all the same.
 */
public final class Scan {
    private final double best;
    private final List<Point> points;
    private final Asimov.Kind asimov;
    private final List<Certificate> certificates;
    private final Optional<String> note;

    /**
     * One value of the POI.
     *
     * @param mu            the value
     * @param twiceDeltaNll t_mu: twice the profiled negative log-likelihood, less that of the best fit
     * @param observed      CLs; empty below 0, where there is nothing to exclude, and of a blind scan
     * @param expected      CLs expected without signal; empty below 0
     */
    public record Point(double mu, double twiceDeltaNll, OptionalDouble observed, Optional<Band> expected) {}

    private Scan(
            double best,
            List<Point> points,
            Asimov.Kind asimov,
            List<Certificate> certificates,
            Optional<String> note) {
        this.best = best;
        this.points = List.copyOf(points);
        this.asimov = asimov;
        this.certificates = List.copyOf(certificates);
        this.note = note;
    }

    /**
     * Scans observed data.
     *
     * <p>A point beyond the POI's upper bound widens the bound, and {@link #note} says so.
     *
     * @param mus values of the POI, not below its lower bound
     * @throws dev.limen.autodiff.NotConvergedException if a fit did not converge
     */
    public static Scan of(LogLikelihood model, Data data, List<Double> mus, TestStatistic statistic) {
        return run(model, mus, statistic, scanned -> ScanFits.observed(scanned, data));
    }

    /**
     * Scans what is expected: the profile likelihood of the Asimov set at the parameters' starts, and CLs of the one
     * without signal. No data are used.
     *
     * @param mus values of the POI, not below its lower bound
     * @throws dev.limen.autodiff.NotConvergedException if a fit did not converge
     */
    public static Scan blind(LogLikelihood model, List<Double> mus, TestStatistic statistic) {
        return run(model, mus, statistic, ScanFits::blind);
    }

    private interface Fits {
        ScanFits of(LogLikelihood model);
    }

    private static Scan run(LogLikelihood model, List<Double> mus, TestStatistic statistic, Fits fits) {
        PoiBounds bounds = PoiBounds.of(model);
        mus.forEach(bounds::requireAbove);
        double largest = mus.stream()
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalArgumentException("scan of no values of the POI; give one or more"));
        boolean exceeded = bounds.exceededBy(largest);
        LogLikelihood scanned = exceeded ? new WidenedPoi(model, 2 * largest) : model;
        Optional<String> widened = exceeded
                ? Optional.of(bounds.widened("the signal strength " + largest, 2 * largest))
                : Optional.empty();
        ScanFits found = fits.of(scanned);
        List<Point> points = found.at(mus, statistic);
        return new Scan(
                found.best(),
                points,
                found.asimov(),
                found.certificates(),
                PoiBounds.joined(List.of(widened, bounds.unsuited(statistic))));
    }

    /** The fitted POI. */
    public double best() {
        return best;
    }

    /** The points, in the order that was asked for. */
    public List<Point> points() {
        return points;
    }

    /** How the Asimov set of the expected CLs is made. */
    public String asimov() {
        return asimov.toString();
    }

    /** The certificates of all fits behind the numbers. */
    public List<Certificate> certificates() {
        return certificates;
    }

    /** What the user should know about how the scan was made, if anything. */
    public Optional<String> note() {
        return note;
    }

    @Override
    public String toString() {
        return "Scan[" + points.size() + " points, best " + best + "]";
    }
}
