package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The profile likelihood against one or two parameters of any kind.
 *
 * <pre>t(a, b) = -2 log(L(a, b, all others profiled) / L(best))</pre>
 *
 * <p>Each point's fit begins where that of a point nearer to the best fit ended. Fixed parameters stay where they are, and no bound is
 * moved.
 */
public final class ProfileScan {
    private final List<Parameter> parameters;
    private final List<Double> best;
    private final List<Point> points;
    private final List<Interval> intervals;
    private final List<Certificate> certificates;

    /**
     * A point.
     *
     * @param at            the values of the scanned parameters
     * @param twiceDeltaNll t there
     */
    public record Point(List<Double> at, double twiceDeltaNll) {
        /** Copies the list. */
        public Point {
            at = List.copyOf(at);
        }
    }

    /**
     * Where t of one parameter is a number of standard deviations squared.
     *
     * @param deviations on each side
     * @param lower      empty where t does not get so large above the parameter's lower bound
     * @param upper      empty where it does not below the upper one
     */
    public record Interval(double deviations, OptionalDouble lower, OptionalDouble upper) {}

    private ProfileScan(
            List<Parameter> parameters,
            List<Double> best,
            List<Point> points,
            List<Interval> intervals,
            List<Certificate> certificates) {
        this.parameters = List.copyOf(parameters);
        this.best = List.copyOf(best);
        this.points = List.copyOf(points);
        this.intervals = List.copyOf(intervals);
        this.certificates = List.copyOf(certificates);
    }

    /**
     * Scans one parameter, and finds its intervals.
     *
     * @param parameter  its position
     * @param values     within its bounds
     * @param deviations of the intervals, each above 0
     * @throws IllegalArgumentException if the parameter is fixed, or a value outside its bounds
     * @throws dev.limen.autodiff.NotConvergedException if a fit or a root did not converge
     */
    public static ProfileScan of(
            LogLikelihood model, Data data, int parameter, List<Double> values, List<Double> deviations) {
        Walk walk = new Walk(model, data, List.of(parameter));
        walk.over(List.of(values));
        LogLikelihood chosen = WidenedPoi.other(model, parameter);
        List<Interval> intervals = deviations.stream()
                .map(each -> LikelihoodInterval.bounded(chosen, data, each, walk.certificates))
                .toList();
        return walk.scan(values.stream().map(List::of).toList(), intervals);
    }

    /**
     * Scans two parameters: every pair of values, the second parameter's changing faster.
     *
     * @param first  position of one
     * @param second position of the other
     * @param xs     values of the first within its bounds
     * @param ys     values of the second
     * @throws IllegalArgumentException if both are the same, one is fixed, or a value outside its bounds
     * @throws dev.limen.autodiff.NotConvergedException if a fit did not converge
     */
    public static ProfileScan of(
            LogLikelihood model, Data data, int first, int second, List<Double> xs, List<Double> ys) {
        if (first == second) {
            throw new IllegalArgumentException(
                    "scan of '" + model.parameters().get(first).name() + "' against itself; expected two parameters");
        }
        Walk walk = new Walk(model, data, List.of(first, second));
        walk.over(List.of(xs, ys));
        List<List<Double>> places = new ArrayList<>();
        xs.forEach(x -> ys.forEach(y -> places.add(List.of(x, y))));
        return walk.scan(places, List.of());
    }

    /** Refuses a parameter that is not fitted. */
    static void requireFree(Parameter parameter) {
        if (parameter.fixed() || parameter.lower() == parameter.upper()) {
            throw new IllegalArgumentException("parameter '" + parameter.name() + "' is fixed at " + parameter.start()
                    + ", so that there is nothing to scan; release it in the measurement, or scan another");
        }
    }

    /** The fits of one scan, and where they ended. */
    private static final class Walk {
        private final List<Parameter> parameters;
        private final ProfileFits fits;
        private final ProfileFits.Set set;
        private final List<Double> best;
        private final List<Certificate> certificates;
        private final Map<List<Double>, Double> found = new HashMap<>();

        Walk(LogLikelihood model, Data data, List<Integer> positions) {
            this.parameters = positions.stream().map(model.parameters()::get).toList();
            parameters.forEach(ProfileScan::requireFree);
            Fitter fitter = model.compiled().numbers();
            Fit free = fitter.free(data);
            Result result = Program.compile(
                            List.of(),
                            List.of(data.main(), data.auxiliary(), free.parameters(), free.twiceNll()),
                            Execution.preferred())
                    .run();
            this.set = ProfileFits.Set.of(result, 0);
            this.best = positions.stream()
                    .map(position -> result.output(2).at(position))
                    .toList();
            this.certificates = new ArrayList<>(result.certificates());
            this.fits = new ProfileFits(fitter, positions);
        }

        /** Fits at all combinations of the axes' values. */
        void over(List<List<Double>> axes) {
            for (int axis = 0; axis < axes.size(); axis++) {
                require(parameters.get(axis), axes.get(axis));
            }
            from(set.parameters(), List.of(), axes);
        }

        private static void require(Parameter parameter, List<Double> values) {
            for (double value : values) {
                if (!(value >= parameter.lower() && value <= parameter.upper())) {
                    throw new IllegalArgumentException("parameter '" + parameter.name() + "' is to be scanned at "
                            + value + ", but its bounds are [" + parameter.lower() + ", " + parameter.upper()
                            + "]; stay within, or widen them in the measurement");
                }
            }
        }

        /**
         * Fits at all values of the axes that have none yet, outwards from the best fit on either side.
         *
         * @return where the fit nearest to the best one ended
         */
        private Tensor from(Tensor start, List<Double> at, List<List<Double>> axes) {
            int axis = at.size();
            if (axis == axes.size()) {
                return fit(start, at);
            }
            Optional<Tensor> nearest = Optional.empty();
            for (List<Double> side : List.of(above(axis, axes.get(axis)), below(axis, axes.get(axis)))) {
                Tensor here = start;
                for (double value : side) {
                    List<Double> next = new ArrayList<>(at);
                    next.add(value);
                    here = from(here, next, axes);
                    if (nearest.isEmpty()) {
                        nearest = Optional.of(here);
                    }
                }
            }
            return nearest.orElse(start);
        }

        private Tensor fit(Tensor start, List<Double> at) {
            ProfileFits.Profiled fit = fits.at(set, at, start);
            found.put(at, fit.twiceDeltaNll());
            certificates.add(fit.certificate());
            return fit.parameters();
        }

        private List<Double> above(int axis, List<Double> values) {
            return values.stream()
                    .filter(value -> value >= best.get(axis))
                    .sorted()
                    .toList();
        }

        private List<Double> below(int axis, List<Double> values) {
            return values.stream()
                    .filter(value -> value < best.get(axis))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }

        ProfileScan scan(List<List<Double>> places, List<Interval> intervals) {
            return new ProfileScan(
                    parameters,
                    best,
                    places.stream().map(at -> new Point(at, found.get(at))).toList(),
                    intervals,
                    certificates);
        }
    }

    /** The scanned parameters. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Their best fit. */
    public List<Double> best() {
        return best;
    }

    /** The points, in the order that was asked for. */
    public List<Point> points() {
        return points;
    }

    /** The intervals; none of two parameters. */
    public List<Interval> intervals() {
        return intervals;
    }

    /** The certificates of all fits and roots behind the numbers. */
    public List<Certificate> certificates() {
        return certificates;
    }

    @Override
    public String toString() {
        return "ProfileScan[" + parameters.stream().map(Parameter::name).toList() + ": " + points.size()
                + " points, best " + best + "]";
    }
}
