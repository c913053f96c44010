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
import dev.limen.inference.MaximumLikelihood;
import dev.limen.inference.TestStatistic;
import dev.limen.inference.UpperLimit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The recorded numbers of pyhf 0.8.0.dev0 (JAX, 64-bit) and of multi-start Newton minima, for every workspace of
 * shared/oracles with codes 1 and 0.
 *
 * <p>These likelihoods have kinks at alpha = 0. Recorded gradients exactly there are those from below for histosys, but of
 * normsys their negative: the derivative of lo^|alpha| with that of |alpha| at 0 taken to be 1. The recorded minima of the large models are upper bounds, and where a lower one is found, what follows from
 * the recorded ones is not compared either.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PyhfKinkedReferenceTest {
    private static final Interpolation KINKED = Interpolation.parse("code1_code0");
    private static final int SMALL = 30;
    private static final int DIRECTIONS = 4;
    private static final List<String> SHORT =
            List.of("val_1bin_histosys", "val_2bin_2channel_coupledhistosys", "pyhf_xmlimport_input_bkg");

    /** Where lower minima than the recorded ones are there to be found: all large models but none of the small. */
    private static final Set<String> UPPER_BOUNDS = Set.of(
            "atlas_2018_04_SRcombined",
            "atlas_2018_05_ewk_ewk_signal_bkgonly",
            "atlas_2018_16_EWKinos_bkgonly_SR2lOnly",
            "atlas_2018_31_BkgOnlyA",
            "atlas_2018_31_BkgOnlyC",
            "atlas_2019_09_bkg_offshell");

    private final Deviations deviations = new Deviations(
            "pyhf-code1_code0",
            "Recorded numbers of pyhf 0.8.0.dev0 and recorded minima, codes 1 and 0: worst deviations");

    static List<String> names() {
        return PyhfReferenceTest.names();
    }

    static List<String> small() {
        return PyhfReferenceTest.valid().stream()
                .filter(name -> !UPPER_BOUNDS.contains(name))
                .toList();
    }

    /** Of these, what {@code -Dlimen.only=NAME,...} asks for. */
    static List<String> large() {
        List<String> only = List.of(System.getProperty("limen.only", "").split(","));
        return PyhfReferenceTest.valid().stream()
                .filter(UPPER_BOUNDS::contains)
                .filter(name -> only.stream().anyMatch(name::contains))
                .toList();
    }

    static List<String> withLimit() {
        return PyhfReferenceTest.withLimit().stream().filter(small()::contains).toList();
    }

    static List<String> withoutLimit() {
        return PyhfReferenceTest.withoutLimit();
    }

    private static Program twiceNll(Model model) {
        Expr theta = Expr.variable("theta", Shape.of(model.parameters().size()));
        Expr twiceNll = model.logLikelihood(theta, model.data()).mul(-2);
        return Program.compile(List.of(theta), List.of(twiceNll, Derivatives.gradient(twiceNll, theta)));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("names")
    void logLikelihoodAndGradient(String name) {
        Oracle oracle = Oracle.of(name, KINKED);
        Model model = oracle.model();
        Program program = twiceNll(model);
        double worstValue = 0;
        double worstGradient = 0;
        double worstAtKinks = 0;
        int infinite = 0;
        int atKinks = 0;
        for (JsonNode point : oracle.numbers().at("/eval/points")) {
            double[] at = Oracle.vector(point.get("pars"));
            Result result = program.run(Tensor.of(at));
            double expected = Oracle.number(point.get("twice_nll"));
            if (Double.isNaN(expected)) {
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
            double[] ofShifts = atKinks == 0 ? ofShifts(oracle, at) : gradient;
            for (int i = 0; i < gradient.length; i++) {
                if (at[i] == 0 && model.kinks().contains(i)) {
                    double fromBelow = ofShifts[i] - (expectedGradient[i] - ofShifts[i]);
                    assertEquals(fromBelow, gradient[i], 1e-9 * largest, "gradient from below by parameter " + i);
                    worstAtKinks = Math.max(worstAtKinks, Math.abs(fromBelow - gradient[i]) / largest);
                    atKinks++;
                    continue;
                }
                assertEquals(expectedGradient[i], gradient[i], 1e-9 * largest, "gradient by parameter " + i);
                worstGradient = Math.max(worstGradient, Math.abs(expectedGradient[i] - gradient[i]) / largest);
            }
        }
        // The first point is the inits, where every kink is; the others are seeded at random.
        assertEquals(model.kinks().size(), atKinks);
        assertTrue(infinite <= 1, infinite + " points outside the domain");
        deviations.add(name, "log-likelihood, relative", worstValue);
        deviations.add(name, "its gradient, of the largest component", worstGradient);
        deviations.add(name, "points where it is -infinity", Integer.toString(infinite));
        if (atKinks > 0) {
            deviations.add(name, "at kinks, of the largest component", worstAtKinks);
        }
        deviations.add(name, "kinks", Integer.toString(atKinks));
    }

    /** The gradient at a point where alpha = 0, of histosys from below and without what normsys do. */
    private static double[] ofShifts(Oracle oracle, double[] at) {
        Workspace workspace = oracle.workspace();
        List<Channel> channels = workspace.channels().stream()
                .map(channel -> new Channel(
                        channel.name(),
                        channel.samples().stream()
                                .map(sample -> new Sample(
                                        sample.name(),
                                        sample.data(),
                                        sample.modifiers().stream()
                                                .map(PyhfKinkedReferenceTest::withoutFactor)
                                                .toList()))
                                .toList()))
                .toList();
        Workspace flat =
                Workspace.of(oracle.name(), channels, workspace.observations(), List.of(workspace.measurement()));
        return twiceNll(Model.of(flat, flat.measurement(), KINKED))
                .run(Tensor.of(at))
                .output(1)
                .toDoubles();
    }

    private static Modifier withoutFactor(Modifier modifier) {
        return modifier instanceof NormSys ? new NormSys(modifier.name(), 1, 1) : modifier;
    }

    /** How far the minima with mu free, at 0 and at 1 are above the recorded ones; below where negative. */
    private double[] excess(String name, Oracle oracle, Model model) {
        Program twiceNll = twiceNll(model);
        List<MaximumLikelihood> fits = List.of(
                MaximumLikelihood.free(model, model.data()),
                MaximumLikelihood.conditional(model, model.data(), 0),
                MaximumLikelihood.conditional(model, model.data(), 1));
        List<String> keys = List.of("free", "mu0", "mu1");
        double highest = Double.NEGATIVE_INFINITY;
        double lowest = Double.POSITIVE_INFINITY;
        long held = 0;
        for (int i = 0; i < keys.size(); i++) {
            double[] recorded = oracle.vector("/ref_fits/" + keys.get(i) + "/pars");
            double excess = fits.get(i).twiceNll()
                    - twiceNll.run(Tensor.of(recorded)).output(0).item();
            assertTrue(excess <= 1e-9, keys.get(i) + ": " + excess + " above the recorded minimum");
            highest = Math.max(highest, excess);
            lowest = Math.min(lowest, excess);
            held = Math.max(
                    held,
                    fits.get(i).certificate().activeBounds().stream()
                            .filter(bound -> bound.side() == Certificate.Side.KINK)
                            .count());
        }
        deviations.add(name, "2 NLL above the recorded minimum, highest of three fits (negative: below)", highest);
        deviations.add(name, "lowest of three fits", lowest);
        deviations.add(name, "parameters held by kinks", Long.toString(held));
        return new double[] {lowest, highest};
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("small")
    void minimaAndCls(String name) {
        Oracle oracle = Oracle.of(name, KINKED);
        Model model = oracle.model();
        assertTrue(model.parameters().size() < SMALL);
        double lowest = excess(name, oracle, model)[0];
        assertTrue(lowest > -1e-9, "the recorded minimum is " + -lowest + " too high");
        deviations.add(name, "CLs and bands", RecordedResults.cls(oracle));
    }

    /** Published likelihoods of 66 to 328 parameters: certified minima, none above the recorded ones. */
    @Tag("conformance")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("large")
    void minimaOfLargeModels(String name) {
        Oracle oracle = Oracle.of(name, KINKED);
        excess(name, oracle, oracle.model());
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("withLimit")
    void limits(String name) {
        deviations.add(name, "limits, relative", RecordedResults.limits(Oracle.of(name, KINKED)));
    }

    static List<String> otherSmall() {
        return small().stream().filter(name -> !SHORT.contains(name)).toList();
    }

    static List<String> shortOnes() {
        return SHORT;
    }

    /** By every number; in the first and the last of these, fits end with parameters held by kinks. */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("shortOnes")
    void derivativesAreThoseOfRefittedDifferences(String name) {
        compare(name);
    }

    @Tag("conformance")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("otherSmall")
    void derivativesOfTheOtherSmallModels(String name) {
        compare(name);
    }

    private void compare(String name) {
        Oracle oracle = Oracle.of(name, KINKED);
        Model model = oracle.model();
        Map<String, Expr> scalars = GradientReferenceTest.withoutRoots(model);
        if (name.equals("atlas_2018_22_multibin_simplified_MBSSd_noCR_bkgonly")) {
            // Without signal the Asimov count of a bin is impossible, and Z infinite.
            scalars.remove("Z_A");
        }
        RefittedDifferences differences = new RefittedDifferences(oracle.workspace(), model, scalars);
        List<String> failures = differences.compareAll();
        deviations.add(name, "derivatives", differences.summary());
        assertEquals(List.of(), failures);
    }

    /**
     * Of q and q0 by every number of the large models. At a minimum the derivative of the likelihood is the partial one at
     * the fitted parameters, be they held by kinks or not, and needs no fit done again.
     */
    @Tag("conformance")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("large")
    void derivativesOfTestStatisticsOfLargeModels(String name) {
        Oracle oracle = Oracle.of(name, KINKED);
        FittedDerivatives derivatives = new FittedDerivatives(oracle.workspace(), oracle.model());
        List<String> failures = derivatives.compareAll();
        deviations.add(name, "derivatives", derivatives.summary());
        assertEquals(List.of(), failures);
    }

    /**
     * Of CLs and significances, too, with every fit done again, along directions that leave histosys as they are. Published
     * histosys act to one side only, and kinks hold their parameters only just: when their contents change by themselves,
     * fits leave the kinks to one side, and what depends on fitted parameters has derivatives of its own to each side.
     */
    @Tag("conformance")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("large")
    void derivativesAlongDirectionsOfLargeModels(String name) {
        Oracle oracle = Oracle.of(name, KINKED);
        Model model = oracle.model();
        RefittedDifferences differences =
                new RefittedDifferences(oracle.workspace(), model, GradientReferenceTest.withoutRoots(model));
        List<String> failures =
                differences.compareDirections(DIRECTIONS, Set.of("observation", "normsys", "staterror", "shapesys"));
        deviations.add(name, "derivatives along directions", differences.summary());
        assertEquals(List.of(), failures);
    }

    /** Where no limit is recorded: CLs at the limit found. */
    @Tag("conformance")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("withoutLimit")
    void limitsSolveTheirEquation(String name) {
        Model model = Oracle.of(name, KINKED).model();
        UpperLimit limit = UpperLimit.of(model, model.data(), 0.95);
        double worst = Math.abs(Cls.of(model, model.data(), limit.observed(), TestStatistic.QTILDE)
                        .observed()
                - 0.05);
        for (int i = 0; i < 5; i++) {
            double mu = limit.expected().values().get(i);
            Cls at = Cls.of(model, model.data(), mu, TestStatistic.QTILDE);
            worst = Math.max(worst, Math.abs(at.expected().values().get(i) - 0.05));
        }
        deviations.add(name, "CLs(limit) - 0.05, where none is recorded", worst);
        assertTrue(worst < 1e-7, "CLs at the limit is off by " + worst);
    }
}
