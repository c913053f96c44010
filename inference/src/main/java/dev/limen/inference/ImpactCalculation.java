package dev.limen.inference;

import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.LogLikelihood.Scatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** All that {@link Impacts} computes from one fit. */
final class ImpactCalculation {
    private final LogLikelihood model;
    private final Data data;
    private final Map<String, Predicate<Parameter>> groups;
    private final int poi;
    private final FittedHessian fit;
    private final Covariance covariance;
    private final double[] main;
    private final double[] measured;
    private final double[] spreads;
    private final double[] byMain;
    private final double[] byAuxiliary;
    private final Map<Integer, AuxiliaryMeasurement> measurements = new LinkedHashMap<>();
    private int failed;

    ImpactCalculation(LogLikelihood model, Data data, Map<String, Predicate<Parameter>> groups) {
        this.model = model;
        this.data = data;
        this.groups = new LinkedHashMap<>(groups);
        this.poi = model.requirePoi();
        this.fit = FittedHessian.of(model, data);
        this.covariance = Covariance.of(fit);
        if (covariance.sigma(poi).isEmpty()) {
            throw new IllegalArgumentException("POI '"
                    + fit.parameters().get(poi).name() + "' is "
                    + fit.determinations().get(poi) + " in the fit, so nothing has an impact on it; expected it free."
                    + " Widen its bounds, or let a sample carry it.");
        }
        AuxiliaryMeasurement.of(model, data).forEach(each -> measurements.put(each.parameter(), each));
        Result result = slopes();
        this.byMain = result.output(0).toDoubles();
        this.byAuxiliary = result.output(1).toDoubles();
        this.main = result.output(2).toDoubles();
        this.measured = result.output(3).toDoubles();
        this.spreads = Program.evaluate(model.auxiliarySigma()).toDoubles();
    }

    /** d(POI)/d(data) = -sum_j V_(poi j) d^2(NLL)/(d theta_j d data), the implicit function theorem at the minimum. */
    private Result slopes() {
        int n = fit.parameters().size();
        Expr theta = Expr.variable("theta", Shape.of(n));
        Expr weights = Expr.variable("weights", Shape.of(n));
        Data any = model.compiled().fitter().anyData();
        Expr score = Derivatives.gradient(model.logLikelihood(theta, any), theta);
        List<Expr> outputs =
                new ArrayList<>(Derivatives.gradient(score.dot(weights), List.of(any.main(), any.auxiliary())));
        outputs.addAll(List.of(any.main(), any.auxiliary()));
        Result given = Program.compile(List.of(), List.of(data.main(), data.auxiliary()))
                .run();
        double[] at = fit.values().stream().mapToDouble(Double::doubleValue).toArray();
        double[] row = IntStream.range(0, n)
                .mapToDouble(j -> covariance.covariance(poi, j))
                .toArray();
        return Program.compile(List.of(theta, weights, any.main(), any.auxiliary()), outputs)
                .run(Tensor.of(at), Tensor.of(row), given.output(0), given.output(1));
    }

    double sigma() {
        return covariance.sigma(poi).getAsDouble();
    }

    double statistical() {
        double sum = 0;
        for (int b = 0; b < main.length; b++) {
            sum += byMain[b] * byMain[b] * main[b];
        }
        return Math.sqrt(sum);
    }

    double auxiliary() {
        double sum = 0;
        for (int i = 0; i < measured.length; i++) {
            sum += Math.pow(globalObservable(i), 2);
        }
        return Math.sqrt(sum);
    }

    /** Signed. */
    private double globalObservable(int datum) {
        boolean counted = model.auxiliaryScatter().get(datum) == Scatter.POISSON;
        double spread = counted ? Math.sqrt(measured[datum]) : spreads[datum];
        return byAuxiliary[datum] * spread;
    }

    private List<Integer> nuisances() {
        return fit.free().stream().filter(i -> i != poi).toList();
    }

    /** The POI and the free parameters without an auxiliary measurement. */
    private List<Integer> unconstrained() {
        return fit.free().stream().filter(i -> !measurements.containsKey(i)).toList();
    }

    Covariance covariance() {
        return covariance;
    }

    int poi() {
        return poi;
    }

    /** How many fits with a parameter held did not converge; known after {@link #impacts}. */
    int failed() {
        return failed;
    }

    /** The POI's standard deviation with all constrained parameters held. */
    double constrainedHeld() {
        return Math.sqrt(fit.variance(poi, unconstrained()));
    }

    List<Impact> impacts() {
        List<Integer> nuisances = nuisances();
        ImpactRefits refits = new ImpactRefits(model, data, covariance);
        List<ImpactRefits.Held> held = new ArrayList<>();
        for (int i : nuisances) {
            add(held, refits, i, covariance.sigma(i).getAsDouble());
            if (measurements.containsKey(i)) {
                add(held, refits, i, measurements.get(i).sigma());
            }
        }
        double[] fitted = refits.run(held);
        List<Impact> impacts = new ArrayList<>();
        int next = 0;
        for (int i : nuisances) {
            Optional<Impact.Shift> postfit = shift(fitted, next, refits.best());
            next += 2;
            Optional<Impact.Shift> prefit = Optional.empty();
            if (measurements.containsKey(i)) {
                prefit = shift(fitted, next, refits.best());
                next += 2;
            }
            impacts.add(impact(i, postfit, prefit));
        }
        return impacts;
    }

    private void add(List<ImpactRefits.Held> held, ImpactRefits refits, int i, double distance) {
        double best = fit.values().get(i);
        held.add(new ImpactRefits.Held(i, refits.kept(i, best + distance)));
        held.add(new ImpactRefits.Held(i, refits.kept(i, best - distance)));
    }

    private Optional<Impact.Shift> shift(double[] fitted, int first, double best) {
        if (Double.isNaN(fitted[first]) || Double.isNaN(fitted[first + 1])) {
            failed += (Double.isNaN(fitted[first]) ? 1 : 0) + (Double.isNaN(fitted[first + 1]) ? 1 : 0);
            return Optional.empty();
        }
        return Optional.of(new Impact.Shift(fitted[first] - best, fitted[first + 1] - best));
    }

    private Impact impact(int i, Optional<Impact.Shift> postfit, Optional<Impact.Shift> prefit) {
        double value = fit.values().get(i);
        double width = covariance.sigma(i).getAsDouble();
        String name = fit.parameters().get(i).name();
        AuxiliaryMeasurement measurement = measurements.get(i);
        if (measurement == null) {
            OptionalDouble none = OptionalDouble.empty();
            return new Impact(name, value, width, none, none, postfit, prefit, none);
        }
        return new Impact(
                name,
                value,
                width,
                OptionalDouble.of((value - measurement.centre()) / measurement.sigma()),
                OptionalDouble.of(width / measurement.sigma()),
                postfit,
                prefit,
                OptionalDouble.of(globalObservable(measurement.datum())));
    }

    List<GroupImpact> groupImpacts() {
        List<GroupImpact> found = new ArrayList<>();
        groups.forEach((name, belongs) -> {
            List<Integer> members = nuisances().stream()
                    .filter(i -> belongs.test(fit.parameters().get(i)))
                    .toList();
            List<Integer> others =
                    fit.free().stream().filter(i -> !members.contains(i)).toList();
            double rest = sigma() * sigma() - fit.variance(poi, others);
            double sum = 0;
            for (int i : members) {
                sum += measurements.containsKey(i)
                        ? Math.pow(globalObservable(measurements.get(i).datum()), 2)
                        : 0;
            }
            found.add(new GroupImpact(name, members.size(), Math.sqrt(Math.max(0, rest)), Math.sqrt(sum)));
        });
        return found;
    }
}
