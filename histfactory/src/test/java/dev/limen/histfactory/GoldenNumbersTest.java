package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.Cls;
import dev.limen.inference.HypothesisTest;
import dev.limen.inference.MaximumLikelihood;
import dev.limen.inference.Significance;
import dev.limen.inference.TestStatistic;
import dev.limen.inference.UpperLimit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The golden numbers of shared/reference, recorded with pyhf 0.8.0.dev0 (NumPy, SLSQP): fits that stop at 1e-6 of the
 * likelihood, so that CLs are known to some 1e-5. The interpolation codes among them are in {@link InterpolationTest}, the
 * digests in {@link DigestTest}.
 */
final class GoldenNumbersTest {
    private static final double SLSQP = 2e-5;

    private static JsonNode golden() {
        return Shared.tree(Shared.path("reference/golden.json"));
    }

    /** What is recorded of Poisson terms without events or rate; below a rate of 0 pyhf gives NaN, and rewards. */
    @Test
    void poissonTermsAtTheEdge() {
        JsonNode golden = golden();
        assertEquals(golden.get("pois_0_0").doubleValue(), logLikelihoodOfOneBin(0, 0));
        assertEquals(golden.get("pois_1_0").doubleValue(), logLikelihoodOfOneBin(1, 0));
        assertEquals(Double.NEGATIVE_INFINITY, logLikelihoodOfOneBin(1, -1));
        assertEquals(Double.NEGATIVE_INFINITY, logLikelihoodOfOneBin(0, -1));
    }

    private static double logLikelihoodOfOneBin(double count, double rate) {
        Channel channel = new Channel("c", List.of(new Sample("s", List.of(1.0), List.of(new NormFactor("mu")))));
        Model model = Workspace.of(
                        "one bin",
                        List.of(channel),
                        List.of(new Observation("c", List.of(count))),
                        List.of(new Measurement(
                                "m", "mu", List.of(ParameterConfig.of("mu").withBounds(new Bounds(-10, 10))))))
                .model();
        return Program.evaluate(model.logLikelihood(Expr.constant(new double[] {rate}), model.data()))
                .item();
    }

    /** Every entry has a test, or its name here and the reason why not. */
    @Test
    void everyEntryIsComparedOrSkippedByName() {
        List<String> here = List.of(
                "mixed",
                "hypotest_qtilde_normal",
                "hypotest_q_normal",
                "hypotest_q0_normal",
                "correlated_hypotest",
                "upper_limit_toms748",
                "pois_0_0",
                "pois_1_0",
                "pois_1_neg",
                "pois_0_neg");
        List<String> elsewhere = List.of(
                "interp_code0",
                "interp_code1",
                "interp_code2",
                "interp_code4",
                "interp_code4p",
                "interp_alphas",
                "interp_lo_nom_hi",
                "digest_sha256",
                "digest_md5");
        Map<String, String> skipped = new TreeMap<>(Map.of(
                "hypotest_qtilde_clipped_normal", "clipped bands are not offered",
                "hypotest_q_clipped_normal", "clipped bands are not offered",
                "hypotest_q0_clipped_normal", "clipped bands are not offered",
                "pitfall_normsys_lo0", "such a normsys is refused (ReferenceFactsTest)",
                "pitfall_normsys_neg", "such a normsys is refused (ReferenceFactsTest)"));
        skipped.forEach((name, why) -> System.out.println("golden.json, skipped, " + why + ": " + name));
        Set<String> all = new TreeSet<>(here);
        all.addAll(elsewhere);
        all.addAll(skipped.keySet());
        Set<String> recorded = new TreeSet<>();
        golden().fieldNames().forEachRemaining(recorded::add);
        assertEquals(recorded, all);
        assertEquals(24, here.size() + elsewhere.size() + skipped.size());
    }

    @Test
    void aModelOfAllSevenModifiers() {
        JsonNode mixed = golden().get("mixed");
        Workspace workspace = Workspace.parse(mixed.get("spec").toString(), "mixed");
        Model model = workspace.model();
        assertEquals(texts(mixed.get("par_names")), model.parameterSets().names());
        Expr theta = Expr.variable("theta", Shape.of(model.parameters().size()));
        Program program = Program.compile(
                List.of(theta),
                List.of(
                        model.logLikelihood(theta, model.data()),
                        model.expected(theta).main(),
                        model.expected(theta).auxiliary()));
        for (String point : List.of("init", "test")) {
            double[] at = Oracle.vector(mixed.get(point.equals("init") ? "init" : "test_pars"));
            Result result = program.run(Tensor.of(at));
            assertEquals(
                    mixed.get("logpdf_" + point).doubleValue(), result.output(0).item(), 1e-13);
            double[] expected = Oracle.vector(mixed.get("expected_" + point));
            double[] main = result.output(1).toDoubles();
            double[] auxiliary = result.output(2).toDoubles();
            assertEquals(expected.length, main.length + auxiliary.length);
            for (int i = 0; i < expected.length; i++) {
                double found = i < main.length ? main[i] : auxiliary[i - main.length];
                assertEquals(expected[i], found, 1e-13 * Math.max(1, expected[i]), point + " datum " + i);
            }
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    /** Signal (12, 11) on background (50, 52), observed (51, 48). */
    private static Model twoBins(Bounds mu, Modifier uncertainty) {
        Channel channel = new Channel(
                "singlechannel",
                List.of(
                        new Sample("signal", List.of(12.0, 11.0), List.of(new NormFactor("mu"))),
                        new Sample("background", List.of(50.0, 52.0), List.of(uncertainty))));
        return Workspace.of(
                        "golden",
                        List.of(channel),
                        List.of(new Observation("singlechannel", List.of(51.0, 48.0))),
                        List.of(new Measurement(
                                "m", "mu", List.of(ParameterConfig.of("mu").withBounds(mu)))))
                .model();
    }

    private static final ShapeSys UNCORRELATED = new ShapeSys("uncorr_bkguncrt", List.of(3.0, 7.0));
    private static final Bounds POSITIVE = new Bounds(0, 10);

    private static void agree(JsonNode expected, Model model, TestStatistic statistic) {
        Cls cls = Cls.of(model, model.data(), 1, statistic);
        double qAsimov = Program.evaluate(
                        HypothesisTest.of(model, model.data(), statistic).qAsimov(Expr.constant(1)))
                .item();
        assertEquals(expected.get("sqrtqA").doubleValue(), Math.sqrt(qAsimov), SLSQP);
        assertEquals(expected.get("obs").doubleValue(), cls.observed(), SLSQP);
        assertEquals(expected.at("/tail/0").doubleValue(), cls.clsb(), SLSQP);
        assertEquals(expected.at("/tail/1").doubleValue(), cls.clb(), SLSQP);
        double[] band = Oracle.vector(expected.get("exp"));
        for (int i = 0; i < band.length; i++) {
            assertEquals(band[i], cls.expected().values().get(i), SLSQP);
        }
    }

    @Test
    void testsOfTwoBins() {
        Model model = twoBins(POSITIVE, UNCORRELATED);
        agree(golden().get("hypotest_qtilde_normal"), model, TestStatistic.QTILDE);
        Model wide = twoBins(new Bounds(-10, 10), UNCORRELATED);
        agree(golden().get("hypotest_q_normal"), wide, TestStatistic.Q);
        JsonNode limit = golden().get("upper_limit_toms748");
        UpperLimit found = UpperLimit.of(model, model.data(), 0.95);
        // pyhf's roots are those of its CLs.
        assertEquals(limit.get(0).doubleValue(), found.observed(), 1e-4);
        double[] band = Oracle.vector(limit.get(1));
        for (int i = 0; i < band.length; i++) {
            assertEquals(band[i], found.expected().values().get(i), 1e-4);
        }
    }

    @Test
    void aCorrelatedUncertainty() {
        JsonNode expected = golden().get("correlated_hypotest");
        Model model =
                twoBins(POSITIVE, new HistoSys("correlated_bkg_uncertainty", List.of(55.0, 47.0), List.of(45.0, 57.0)));
        Cls cls = Cls.of(model, model.data(), 1, TestStatistic.QTILDE);
        assertEquals(expected.get(0).doubleValue(), cls.observed(), SLSQP);
        assertEquals(expected.at("/1/0").doubleValue(), cls.clsb(), SLSQP);
        assertEquals(expected.at("/1/1").doubleValue(), cls.clb(), SLSQP);
        double[] band = Oracle.vector(expected.get(2));
        for (int i = 0; i < band.length; i++) {
            assertEquals(band[i], cls.expected().values().get(i), SLSQP);
        }
    }

    /** pyhf's observed p0 at a deficit is 0.49986, the root of a rounding error; it is exactly one half. */
    @Test
    void discovery() {
        JsonNode expected = golden().get("hypotest_q0_normal");
        Model model = twoBins(POSITIVE, UNCORRELATED);
        Significance found = Significance.of(model, model.data());
        assertEquals(0.5, found.p0());
        assertEquals(0.5, expected.get("obs").doubleValue(), 2e-4);
        double[] band = Oracle.vector(expected.get("exp"));
        for (int i = 0; i < band.length; i++) {
            assertEquals(band[i], found.expectedP0().values().get(i), SLSQP);
        }
    }

    /** Files of shared/data by their digests. */
    private static Map<String, Path> byDigest() {
        Map<String, Path> files = new TreeMap<>();
        Stream.concat(
                        Shared.json("data/likelihoods").stream(),
                        Stream.of(Shared.path("data/likelihoods/sbottom/RegionA/BkgOnly.json")))
                .forEach(file -> files.put(Workspace.read(file).digest("sha256"), file));
        return files;
    }

    /** Parameters, bins and two log-likelihoods of each published likelihood that is here. */
    @TestFactory
    Stream<DynamicTest> publishedBackgroundOnlyLikelihoods() {
        JsonNode recorded = Shared.tree(Shared.path("reference/golden_ws.json"));
        Map<String, Path> files = byDigest();
        List<DynamicTest> tests = new ArrayList<>();
        int absent = 0;
        for (Map.Entry<String, JsonNode> entry : recorded.properties()) {
            if (!entry.getValue().isObject()) {
                continue;
            }
            Path file = files.get(entry.getValue().get("digest").textValue());
            if (file == null) {
                System.out.println("golden_ws.json, skipped, no such file in shared/data: " + entry.getKey());
                absent++;
            } else {
                tests.add(DynamicTest.dynamicTest(entry.getKey(), () -> published(file, entry.getValue())));
            }
        }
        int here = tests.size();
        int skipped = absent;
        tests.add(DynamicTest.dynamicTest(here + " compared, " + skipped + " skipped", () -> {
            assertEquals(33, here + skipped);
            // Some files were published twice.
            assertEquals(18, here);
        }));
        return tests.stream();
    }

    private static void published(Path file, JsonNode expected) {
        Model model = Workspace.read(file).model();
        ParameterSets sets = model.parameterSets();
        assertEquals(expected.get("npars").intValue(), sets.size());
        assertEquals(expected.get("nbins").intValue(), model.order().size());
        Expr theta = Expr.variable("theta", Shape.of(sets.size()));
        Program program = Program.compile(List.of(theta), List.of(model.logLikelihood(theta, model.data())));
        double[] at = sets.inits().stream().mapToDouble(Double::doubleValue).toArray();
        close(expected.get("logpdf_init"), program.run(Tensor.of(at)).output(0).item());
        for (int i = 0; i < at.length; i++) {
            Bounds bounds = sets.bounds().get(i);
            double scale = bounds.upper() - bounds.lower() < 1 ? 0.01 : 0.1;
            at[i] += sets.fixed().get(i) ? 0 : scale * Math.sin(i + 1);
        }
        close(expected.get("logpdf_shift"), program.run(Tensor.of(at)).output(0).item());
    }

    private static void close(JsonNode expected, double found) {
        assertEquals(expected.doubleValue(), found, 1e-12 * Math.abs(expected.doubleValue()));
    }

    /** They name a POI that no sample has, which pyhf refuses; here they are read and fitted. */
    @TestFactory
    Stream<DynamicTest> publishedBackgroundOnlyLikelihoodsAreFitted() {
        return byDigest().values().stream()
                .sorted()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    Model model = Workspace.read(file).model();
                    assertTrue(model.poi().isEmpty());
                    WorkspaceException none = assertThrows(
                            WorkspaceException.class, () -> Cls.of(model, model.data(), 1, TestStatistic.QTILDE));
                    assertTrue(none.getMessage().contains("the POI 'mu_SIG' of measurement"), none.getMessage());
                    MaximumLikelihood fit = MaximumLikelihood.free(model, model.data());
                    assertTrue(fit.certificate().converged());
                    Expr start = Expr.constant(Tensor.of(model.parameterSets().inits().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray()));
                    double before = -2
                            * Program.evaluate(model.logLikelihood(start, model.data()))
                                    .item();
                    assertTrue(fit.twiceNll() < before, fit.twiceNll() + " is not below the start's " + before);
                }));
    }

    /** CLs with two signal events in every bin. */
    @TestFactory
    Stream<DynamicTest> publishedLikelihoodsWithASignal() {
        JsonNode digests = Shared.tree(Shared.path("reference/golden_ws.json"));
        Map<String, Path> files = byDigest();
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry :
                Shared.tree(Shared.path("reference/golden_cls.json")).properties()) {
            String name = entry.getValue().get("file").textValue().replace("ws/", "");
            Path file = files.get(digests.get(name).get("digest").textValue());
            if (file == null) {
                System.out.println("golden_cls.json, skipped, no such file in shared/data: " + entry.getKey());
            } else {
                tests.add(DynamicTest.dynamicTest(entry.getKey(), () -> withSignal(file, entry.getValue())));
            }
        }
        int here = tests.size();
        tests.add(DynamicTest.dynamicTest(here + " compared, " + (4 - here) + " skipped", () -> assertEquals(2, here)));
        return tests.stream();
    }

    private static void withSignal(Path file, JsonNode expected) {
        Workspace background = Workspace.read(file);
        List<String> operations = new ArrayList<>();
        for (int c = 0; c < background.channels().size(); c++) {
            List<Double> two = background.channels().get(c).samples().get(0).data().stream()
                    .map(content -> 2.0)
                    .toList();
            operations.add("""
                    {"op": "add", "path": "/channels/%d/samples/-", "value": {"name": "golden signal", "data": %s,
                     "modifiers": [{"name": "mu_SIG", "type": "normfactor", "data": null}]}}""".formatted(c, two));
        }
        Model model = background
                .patch(JsonPatch.parse(operations.toString(), "signal"))
                .model();
        assertEquals(expected.get("npars").intValue(), model.parameters().size());
        Cls cls = Cls.of(model, model.data(), 1, TestStatistic.QTILDE);
        assertEquals(expected.get("CLs_obs").doubleValue(), cls.observed(), SLSQP);
        double[] band = Oracle.vector(expected.get("CLs_exp"));
        for (int i = 0; i < band.length; i++) {
            assertEquals(band[i], cls.expected().values().get(i), SLSQP);
        }
    }
}
