package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.Cls;
import dev.limen.inference.Fitter;
import dev.limen.inference.MaximumLikelihood;
import dev.limen.inference.TestStatistic;
import dev.limen.inference.UpperLimit;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The recorded numbers of pyhf 0.8.0.dev0 (JAX, 64-bit) and of multi-start Newton minima, for every workspace of
 * shared/oracles with codes 4 and 4p.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PyhfReferenceTest {
    private final Deviations deviations =
            new Deviations("pyhf", "Recorded numbers of pyhf 0.8.0.dev0 and recorded minima: worst deviations");

    static List<String> names() {
        return Oracle.names();
    }

    static List<String> valid() {
        return names().stream()
                .filter(name -> !Oracle.DEGENERATE.contains(name))
                .toList();
    }

    static List<String> withLimit() {
        // The several minima of this one were not checked when its limit was recorded (README, point 3).
        return valid().stream()
                .filter(name -> !name.equals("val_2bin_2channel_coupledhistosys"))
                .filter(name -> Oracle.of(name).has("/ref_upper_limit/obs"))
                .toList();
    }

    static List<String> withoutLimit() {
        return valid().stream().filter(name -> !withLimit().contains(name)).toList();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("names")
    void logLikelihoodAndGradient(String name) {
        Oracle oracle = Oracle.of(name);
        Model model = oracle.workspace().model();
        int n = model.parameters().size();
        Expr theta = Expr.variable("theta", Shape.of(n));
        Expr twiceNll = new Fitter(model).nll(theta, model.data()).mul(2);
        Program program = Program.compile(
                List.of(theta),
                List.of(
                        twiceNll,
                        Derivatives.gradient(twiceNll, theta),
                        Expr.concat(
                                0,
                                List.of(
                                        model.expected(theta).main(),
                                        model.expected(theta).auxiliary()))));
        int infinite = 0;
        double worstValue = 0;
        double worstGradient = 0;
        for (JsonNode point : oracle.numbers().at("/eval/points")) {
            Result result = program.run(Tensor.of(Oracle.vector(point.get("pars"))));
            double expected = Oracle.number(point.get("twice_nll"));
            double[] data = result.output(2).toDoubles();
            double[] expectedData = Oracle.vector(point.get("expected_data"));
            boolean outside = Double.isNaN(expected);
            for (int i = 0; i < data.length; i++) {
                assertEquals(expectedData[i], data[i], 1e-12 * Math.max(1, Math.abs(expectedData[i])), "datum " + i);
                outside |= i < model.order().size() && data[i] < 0;
            }
            if (outside) {
                assertEquals(Double.POSITIVE_INFINITY, result.output(0).item());
                infinite++;
                continue;
            }
            assertEquals(expected, result.output(0).item(), 1e-10 * Math.abs(expected));
            worstValue = Math.max(worstValue, Math.abs(result.output(0).item() / expected - 1));
            double[] gradient = result.output(1).toDoubles();
            double[] expectedGradient = Oracle.vector(point.get("grad_twice_nll"));
            double largest = 0;
            for (double component : expectedGradient) {
                largest = Math.max(largest, Math.abs(component));
            }
            for (int i = 0; i < gradient.length; i++) {
                assertEquals(expectedGradient[i], gradient[i], 1e-9 * largest, "gradient by parameter " + i);
                worstGradient = Math.max(worstGradient, Math.abs(expectedGradient[i] - gradient[i]) / largest);
            }
        }
        deviations.add(name, "log-likelihood, relative", worstValue);
        deviations.add(name, "its gradient, of the largest component", worstGradient);
        deviations.add(name, "points where it is -infinity", Integer.toString(infinite));
        assertTrue(infinite <= 2, infinite + " points outside the domain");
    }

    private void addCertificate(String name, List<MaximumLikelihood> fits) {
        List<Certificate> certificates =
                fits.stream().map(MaximumLikelihood::certificate).toList();
        deviations.add(
                name,
                "certificate: largest distance to the minimum",
                certificates.stream().mapToDouble(Certificate::edm).max().orElseThrow());
        deviations.add(
                name,
                "certificate: smallest eigenvalue of the scaled Hessian",
                certificates.stream()
                        .mapToDouble(Certificate::scaledSmallestEigenvalue)
                        .min()
                        .orElseThrow());
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("valid")
    void minimaAreNotAboveTheRecordedOnes(String name) {
        Oracle oracle = Oracle.of(name);
        Model model = oracle.workspace().model();
        Expr theta = Expr.variable("theta", Shape.of(model.parameters().size()));
        Program twiceNll = Program.compile(
                List.of(theta),
                List.of(new Fitter(model).nll(theta, model.data()).mul(2)));
        List<MaximumLikelihood> fits = List.of(
                MaximumLikelihood.free(model, model.data()),
                MaximumLikelihood.conditional(model, model.data(), 0),
                MaximumLikelihood.conditional(model, model.data(), 1));
        List<String> keys = List.of("free", "mu0", "mu1");
        double worst = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < keys.size(); i++) {
            if (!oracle.numbers().at("/ref_fits/" + keys.get(i) + "/reliable").asBoolean()) {
                continue;
            }
            double[] recorded = oracle.vector("/ref_fits/" + keys.get(i) + "/pars");
            double reference = twiceNll.run(Tensor.of(recorded)).output(0).item();
            double excess = fits.get(i).twiceNll() - reference;
            assertTrue(excess <= 1e-9, keys.get(i) + ": " + excess + " above the recorded minimum");
            worst = Math.max(worst, excess);
        }
        deviations.add(name, "2 NLL above the recorded minimum (negative: below)", worst);
        addCertificate(name, fits);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        MaximumLikelihood.free(model, model.data());
        long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        deviations.add(name, "free fit again, ms of processor time", "%.3g".formatted((after - before) / 1e6));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("valid")
    void cls(String name) {
        deviations.add(name, "CLs and bands", RecordedResults.cls(Oracle.of(name)));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("withLimit")
    void limits(String name) {
        deviations.add(name, "limits, relative", RecordedResults.limits(Oracle.of(name)));
    }

    /** Where no limit is recorded: CLs at the limit found. */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("withoutLimit")
    void limitsSolveTheirEquation(String name) {
        Model model = Oracle.of(name).workspace().model();
        UpperLimit limit = UpperLimit.of(model, model.data(), 0.95);
        double worst = Math.abs(cls(model, limit.observed()).observed() - 0.05);
        for (int i = 0; i < 5; i++) {
            double band = cls(model, limit.expected().values().get(i))
                    .expected()
                    .values()
                    .get(i);
            worst = Math.max(worst, Math.abs(band - 0.05));
        }
        deviations.add(name, "CLs(limit) - 0.05, where none is recorded", worst);
        assertTrue(worst < 1e-7, "CLs at the limit is off by " + worst);
    }

    private static Cls cls(Model model, double mu) {
        return Cls.of(model, model.data(), mu, TestStatistic.QTILDE);
    }
}
