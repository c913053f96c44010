package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.inference.Discovery;
import dev.limen.inference.HypothesisTest;
import dev.limen.inference.TestStatistic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives of q, CLs, limits and significances by every number of a workspace, against refitted differences. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GradientReferenceTest {
    private static final int SMALL = 200;
    /** Up to which the limits, ten times as much work as all else, are differentiated by every number each time. */
    private static final int TINY = 60;

    private static final int DIRECTIONS = 40;
    private static final int COMPONENTS = 100;

    private final Deviations deviations = new Deviations(
            "gradients",
            "Derivatives of q, CLs, limits and significances, observed and expected, against refitted differences");

    static List<String> small() {
        return PyhfReferenceTest.valid().stream()
                .filter(name -> size(name) < SMALL)
                .toList();
    }

    static List<String> notTiny() {
        return small().stream().filter(name -> size(name) >= TINY).toList();
    }

    /** Of those, what {@code -Dlimen.only=NAME,...} asks for: together they take hours. */
    static List<String> large() {
        List<String> only = List.of(System.getProperty("limen.only", "").split(","));
        return PyhfReferenceTest.valid().stream()
                .filter(name -> only.stream().anyMatch(name::contains))
                .filter(name -> size(name) >= SMALL)
                .toList();
    }

    private static int size(String name) {
        Workspace workspace = Oracle.of(name).workspace();
        return new Numbers(workspace, workspace.model()).size();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("small")
    void everyComponentOfSmallWorkspaces(String name) {
        Workspace workspace = Oracle.of(name).workspace();
        Map<String, Expr> scalars = withoutRoots(workspace.model());
        if (name.equals("atlas_2018_22_multibin_simplified_MBSSd_noCR_bkgonly")) {
            // A bin has signal and no background: without signal its Asimov count is impossible, and Z is infinite.
            scalars.remove("Z_A");
        }
        if (size(name) >= TINY) {
            everyComponent(name, "every number", new RefittedDifferences(workspace, scalars));
            return;
        }
        scalars.putAll(limits(workspace.model()));
        everyComponent(name, "every number, limits included", new RefittedDifferences(workspace, scalars));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("notTiny")
    void limitsAlongDirections(String name) {
        Workspace workspace = Oracle.of(name).workspace();
        sample(name, "limits, a few", new RefittedDifferences(workspace, limits(workspace.model())), 2, 4);
    }

    @Tag("conformance")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("notTiny")
    void limitsByEveryComponent(String name) {
        Workspace workspace = Oracle.of(name).workspace();
        everyComponent(name, "limits, every number", new RefittedDifferences(workspace, limits(workspace.model())));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aFewDirectionsAndComponentsOfAPublishedLikelihood() {
        String published = "atlas_2018_31_BkgOnlyC";
        Workspace workspace = Oracle.of(published).workspace();
        Map<String, Expr> scalars = withoutRoots(workspace.model());
        limits(workspace.model()).forEach((name, limit) -> {
            if (List.of("limit", "limit(0)").contains(name)) {
                scalars.put(name, limit);
            }
        });
        sample(published, "a few", new RefittedDifferences(workspace, scalars), 3, 10);
    }

    @Tag("conformance")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("large")
    void directionsAndComponentsOfLargeWorkspaces(String name) {
        sample(name, "40 directions, 100 numbers, limits included", DIRECTIONS, COMPONENTS);
    }

    private void sample(String name, String check, int directions, int components) {
        Workspace workspace = Oracle.of(name).workspace();
        Map<String, Expr> scalars = withoutRoots(workspace.model());
        scalars.putAll(limits(workspace.model()));
        sample(name, check, new RefittedDifferences(workspace, scalars), directions, components);
    }

    private void sample(String name, String check, RefittedDifferences differences, int directions, int components) {
        List<String> failures = differences.compareSome(directions, components);
        deviations.add(name, check, differences.summary());
        assertEquals(List.of(), failures);
    }

    @Tag("conformance")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("large")
    void everyComponentOfLargeWorkspaces(String name) {
        Workspace workspace = Oracle.of(name).workspace();
        everyComponent(name, "every number", new RefittedDifferences(workspace, withoutRoots(workspace.model())));
    }

    private void everyComponent(String name, String check, RefittedDifferences differences) {
        int size = differences.numbers().size();
        // The large ones take hours: their table shows how far they are.
        List<String> failures = differences.compareAll(
                done -> deviations.add(name, check, done + " of " + size + " numbers: " + differences.summary()));
        deviations.add(name, check, differences.summary());
        assertEquals(List.of(), failures);
        assertTrue(differences.worst() <= 1);
    }

    /** q, CLs and Z. */
    static Map<String, Expr> withoutRoots(Model model) {
        HypothesisTest test = HypothesisTest.of(model, model.data(), TestStatistic.QTILDE);
        Discovery discovery = Discovery.of(model, model.data());
        Expr one = Expr.constant(1);
        Map<String, Expr> scalars = new LinkedHashMap<>();
        scalars.put("q", test.q(one));
        scalars.put("q_A", test.qAsimov(one));
        scalars.put("CLs", test.logCls(one).exp());
        for (int n = 2; n >= -2; n--) {
            scalars.put("CLs(" + n + ")", test.expectedLogCls(one, n).exp());
        }
        scalars.put("Z", discovery.significance());
        scalars.put("Z_A", discovery.expectedSignificance());
        return scalars;
    }

    private static Map<String, Expr> limits(Model model) {
        HypothesisTest test = HypothesisTest.of(model, model.data(), TestStatistic.QTILDE);
        Map<String, Expr> scalars = new LinkedHashMap<>();
        scalars.put("limit", test.limit(0.95));
        for (int n = 2; n >= -2; n--) {
            scalars.put("limit(" + n + ")", test.expectedLimit(0.95, n));
        }
        return scalars;
    }
}
