package dev.limen.inference;

import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.random.RandomSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Tests signal strengths of one model by toys: everything is compiled once. */
final class ToyTest {
    private final LogLikelihood model;
    private final Optional<Data> data;
    private final Toys toys;
    private final double upper;
    private final Program ensembles;
    private final ToyStatistic statistic;
    private final boolean hasObserved;
    /** What was tested before, and the test of strengths beyond the POI's bound. */
    private final Map<Double, ToyCls> known = new HashMap<>();

    private Optional<ToyTest> wider = Optional.empty();

    private ToyTest(LogLikelihood model, Optional<Data> data, Toys toys) {
        this.model = model;
        this.data = data;
        this.toys = toys;
        this.upper = model.parameters().get(model.requirePoi()).upper();
        Fitter fitter = model.compiled().fitter();
        Expr mu = Expr.variable("mu", Shape.scalar());
        List<Expr> outputs = new ArrayList<>();
        if (data.isPresent()) {
            TestStatistics observed = new TestStatistics(fitter, data.get());
            Expr from = observed.free().parameters();
            addEnsemble(outputs, fitter.conditional(data.get(), mu, from).parameters());
            addEnsemble(
                    outputs,
                    fitter.conditional(data.get(), Expr.constant(0), from).parameters());
            outputs.add(observed.q(mu));
        } else {
            addEnsemble(outputs, fitter.startsAt(mu));
            addEnsemble(outputs, fitter.startsAt(Expr.constant(0)));
        }
        this.hasObserved = data.isPresent();
        this.ensembles = Program.compile(List.of(mu), outputs, Execution.preferred());
        // One start each: where the toys are made is close to their minimum, and there are thousands of them.
        this.statistic = new ToyStatistic(new Fitter(model, Implicit.Settings.MINIMUM), ToyQuantity.Q);
    }

    /** Ensembles at the conditional fits to the data. */
    static ToyTest of(LogLikelihood model, Data data, Toys toys) {
        return new ToyTest(model, Optional.of(data), toys);
    }

    /** Ensembles at nominal parameters; expected results only. */
    static ToyTest blind(LogLikelihood model, Toys toys) {
        return new ToyTest(model, Optional.empty(), toys);
    }

    private void addEnsemble(List<Expr> outputs, Expr parameters) {
        Data expected = model.expected(parameters);
        outputs.addAll(List.of(parameters, expected.main(), expected.auxiliary(), model.auxiliarySigma()));
    }

    /** A first guess of the upper limit: three events, and two standard deviations of the background's counts. */
    double guess() {
        Result with = ensembles.run(Tensor.scalar(1));
        double[] both = with.output(1).toDoubles();
        double[] background = with.output(5).toDoubles();
        double events = 0;
        double information = 0;
        for (int b = 0; b < both.length; b++) {
            double signal = both[b] - background[b];
            events += signal;
            information += background[b] > 0 ? signal * signal / background[b] : 0;
        }
        if (!(events > 0)) {
            throw new IllegalStateException("toys: the signal adds " + events
                    + " expected events; a limit needs a positive number. Fill the signal in some bin.");
        }
        return 3 / events + (information > 0 ? 2 / Math.sqrt(information) : 0);
    }

    /** The toys of signal strength {@code mu}. */
    ToyCls at(double mu) {
        if (!(mu > 0 && mu < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("toys: signal strength " + mu + "; expected a positive number");
        }
        if (mu > upper) {
            wider = wider.or(() -> Optional.of(new ToyTest(new WidenedPoi(model, 2 * mu), data, toys)));
            return wider.get().at(mu);
        }
        return known.computeIfAbsent(mu, this::test);
    }

    /** What was tested, in ascending order. */
    List<ToyLimits.Tried> tried() {
        List<ToyLimits.Tried> tried = new ArrayList<>();
        known.keySet().stream().sorted().forEach(mu -> tried.add(new ToyLimits.Tried(mu, known.get(mu))));
        // All beyond this test's bound.
        wider.ifPresent(beyond -> tried.addAll(beyond.tried()));
        return tried;
    }

    private ToyCls test(double mu) {
        Result result = ensembles.run(Tensor.scalar(mu));
        ToyDistribution signal = distribution("signal plus background", result, 0, mu);
        ToyDistribution background = distribution("background", result, 4, mu);
        OptionalDouble observed =
                hasObserved ? OptionalDouble.of(result.output(8).item()) : OptionalDouble.empty();
        return new ToyCls(signal, background, observed);
    }

    private ToyDistribution distribution(String name, Result result, int first, double mu) {
        ToyEnsemble ensemble = new ToyEnsemble(
                result.output(first).toDoubles(),
                result.output(first + 1).toDoubles(),
                result.output(first + 2).toDoubles(),
                result.output(first + 3).toDoubles(),
                model.auxiliaryScatter(),
                new RandomSource(toys.seed(), "toys: " + name));
        return ToyDistribution.of(name, statistic.of(name, ensemble, mu, toys));
    }
}
