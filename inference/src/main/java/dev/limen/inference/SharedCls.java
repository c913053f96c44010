package dev.limen.inference;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * CLs of models that differ in numbers alone: fits and test are compiled once, the numbers are inputs. May be used by
 * several threads at once.
 *
 * <p>What a model gives depends on its own numbers and its start, not on which models came before.
 */
public final class SharedCls {
    private final Program program;
    private final int observed;

    private SharedCls(Program program, int observed) {
        this.program = program;
        this.observed = observed;
    }

    /**
     * Tests of observed data.
     *
     * @param model   made of {@code numbers}
     * @param numbers the variables that it is made of
     * @param mu      the signal strength to test
     * @throws IllegalArgumentException if {@code mu} is below the POI's lower bound, or not finite
     */
    public static SharedCls of(LogLikelihood model, List<Expr> numbers, double mu, TestStatistic statistic) {
        Fitter fitter = fitter(model, mu);
        Expr from = Expr.variable("from", Shape.of(model.parameters().size()));
        Data data = fitter.anyData();
        HypothesisTest test = HypothesisTest.of(fitter, data, statistic, from);
        Expr tested = Expr.constant(mu);
        List<Expr> inputs = new ArrayList<>(List.of(from, data.main(), data.auxiliary()));
        inputs.addAll(numbers);
        List<Expr> outputs = new ArrayList<>(List.of(test.logCls(tested).exp()));
        outputs.addAll(Cls.band(test, tested));
        outputs.addAll(ExpectedCounts.expressions(fitter));
        return new SharedCls(Program.compile(inputs, outputs), 1);
    }

    /** Tests of the Asimov set at nominal parameters; as {@link #of}. */
    public static SharedCls blind(LogLikelihood model, List<Expr> numbers, double mu, TestStatistic statistic) {
        Fitter fitter = fitter(model, mu);
        List<Expr> outputs = new ArrayList<>(Cls.band(HypothesisTest.blind(fitter, statistic), Expr.constant(mu)));
        outputs.addAll(ExpectedCounts.expressions(fitter));
        return new SharedCls(Program.compile(numbers, outputs), 0);
    }

    private static Fitter fitter(LogLikelihood model, double mu) {
        PoiBounds bounds = PoiBounds.of(model);
        bounds.requireAbove(mu);
        return new Fitter(bounds.exceededBy(mu) ? new WidenedPoi(model, 2 * mu) : model);
    }

    /**
     * A model's CLs.
     *
     * @param observed empty of a blind test
     * @param expected without signal
     * @param counts   what the model expects at its nominal parameters
     * @param fits     number of minima that were found
     * @param distance the largest of their estimated distances to the minimum, in units of the negative log-likelihood
     */
    public record Point(OptionalDouble observed, Band expected, ExpectedCounts counts, int fits, double distance) {}

    /**
     * Tests observed data.
     *
     * @param from      where fits begin {@code [parameters]}, within the bounds; near the minimum they are short
     * @param main      main data {@code [bins]}
     * @param auxiliary auxiliary data {@code [auxiliary]}
     * @param numbers   of the model, in the order of its variables
     * @throws dev.limen.autodiff.NotConvergedException if a fit did not converge
     * @throws IllegalStateException if this is a blind test
     */
    public Point at(Tensor from, Tensor main, Tensor auxiliary, List<Tensor> numbers) {
        if (observed == 0) {
            throw new IllegalStateException("this test is blind: it takes no data");
        }
        List<Tensor> values = new ArrayList<>(List.of(from, main, auxiliary));
        values.addAll(numbers);
        return point(values);
    }

    /**
     * Tests without data.
     *
     * @param numbers of the model, in the order of its variables
     * @throws dev.limen.autodiff.NotConvergedException if a fit did not converge
     * @throws IllegalStateException if this is not a blind test
     */
    public Point blind(List<Tensor> numbers) {
        if (observed > 0) {
            throw new IllegalStateException("this test is not blind: it takes data");
        }
        return point(numbers);
    }

    private Point point(List<Tensor> inputs) {
        Evaluated evaluated = Evaluated.of(List.of(), program.run(inputs));
        List<Double> values = evaluated.values();
        int counts = observed + Band.N.length;
        int bins = (values.size() - counts) / 2;
        return new Point(
                observed == 0 ? OptionalDouble.empty() : OptionalDouble.of(values.get(0)),
                evaluated.band(observed),
                ExpectedCounts.of(values.subList(counts, counts + bins), values.subList(counts + bins, values.size())),
                evaluated.minima(),
                evaluated.distance());
    }
}
