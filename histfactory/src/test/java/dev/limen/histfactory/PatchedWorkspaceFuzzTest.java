package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.histfactory.diagnosis.Depth;
import dev.limen.histfactory.diagnosis.Diagnosis;
import dev.limen.histfactory.diagnosis.DiagnosisSettings;
import dev.limen.histfactory.diagnosis.Finding;
import dev.limen.histfactory.internal.JsonReader;
import dev.limen.histfactory.internal.JsonWriter;
import dev.limen.inference.Parameter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/**
 * Workspaces, patches and patch sets with random changes, from the text to the log-likelihood: the documented exception or
 * a number that is none but finite or -infinity, within seconds.
 */
final class PatchedWorkspaceFuzzTest {
    /** Of the processor, so that it does not matter what else runs. */
    private static final long SECONDS = 10;

    private static final String PATCH = """
            [{"op": "test", "path": "/channels/0/name", "value": "SR"},
             {"op": "add", "path": "/channels/0/samples/-", "value":
                {"name": "more", "data": [3.0, 1.5], "modifiers": [
                   {"name": "norm", "type": "normsys", "data": {"lo": 0.7, "hi": 1.2}},
                   {"name": "mc", "type": "staterror", "data": [0.5, 0.3]},
                   {"name": "shape", "type": "histosys", "data": {"lo_data": [2.0, 1.5], "hi_data": [4.5, 1.0]}}]}},
             {"op": "replace", "path": "/observations/0/data", "value": [55, 61]},
             {"op": "copy", "from": "/channels/0/samples/0/data/0", "path": "/channels/0/samples/1/data/1"},
             {"op": "move", "from": "/channels/0/samples/1/modifiers/0", "path": "/channels/0/samples/0/modifiers/0"},
             {"op": "remove", "path": "/measurements/0/config/parameters/1"}]
            """;

    @Property(tries = 1000)
    void patched(@ForAll long seed) {
        tryPatch(seed);
    }

    @Property(tries = 500)
    void fromPatchSets(@ForAll long seed) {
        tryPatchSet(seed);
    }

    @Property(tries = 60_000)
    @Tag("fuzz")
    void manyPatched(@ForAll long seed) {
        tryPatch(seed);
    }

    @Property(tries = 40_000)
    @Tag("fuzz")
    void manyFromPatchSets(@ForAll long seed) {
        tryPatchSet(seed);
    }

    private static void tryPatch(long seed) {
        Random random = new Random(seed);
        String workspace = mutated(Workspaces.TWO_BINS, random);
        String patch = mutated(PATCH, random);
        within(() -> {
            Workspace read = Workspace.parse(workspace, "broken.json");
            evaluate(read, random);
            evaluate(read.patch(JsonPatch.parse(patch, "patch.json")), random);
        });
        if (random.nextInt(10) == 0) {
            within(() -> diagnose(workspace));
        }
    }

    private static void tryPatchSet(long seed) {
        Random random = new Random(seed);
        Workspace background = Workspaces.twoBins();
        String set = """
                {"metadata": {"references": {"hepdata": "ins1234567"}, "digests": {"sha256": "DIGEST"},
                              "labels": ["mass", "width"], "description": "two signal points"},
                 "patches": [
                   {"metadata": {"name": "a", "values": [900, 1.5]}, "patch": PATCH},
                   {"metadata": {"name": "b", "values": [1300.5, "wide"]}, "patch": []}],
                 "version": "1.0.0"}
                """.replace("DIGEST", background.digest("sha256")).replace("PATCH", PATCH);
        String mutated = mutated(set, random);
        within(() -> {
            PatchSet patches = PatchSet.parse(mutated, "patchset.json");
            patches.verify(background);
            for (Patch patch : patches.patches()) {
                evaluate(background.patch(patch.operations()), random);
            }
        });
    }

    private static String mutated(String document, Random random) {
        JsonNode tree = JsonReader.parse(document, "good.json");
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            if (random.nextInt(3) == 0) {
                Mutation.change(tree, random);
            } else {
                Mutation.changeNumber(tree, random);
            }
        }
        return JsonWriter.write(tree, JsonWriter.Style.DOCUMENT);
    }

    /** Runs what may throw the documented exception and nothing else, and ends soon. */
    private static void within(Runnable work) {
        long begin = processorTime();
        try {
            work.run();
        } catch (WorkspaceException expected) {
            assertTrue(expected.problem().endsWith("."), expected::getMessage);
        }
        assertTrue(processorTime() - begin < SECONDS * 1_000_000_000L, "took longer than " + SECONDS + " seconds");
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** The log-likelihood where the parameters start, and at a random place within their bounds. */
    private static void evaluate(Workspace workspace, Random random) {
        for (Measurement measurement : workspace.measurements()) {
            Model model = Model.of(workspace, measurement);
            List<Parameter> parameters = model.parameters();
            Expr theta = Expr.variable("theta", Shape.of(parameters.size()));
            Program program = Program.compile(List.of(theta), List.of(model.logLikelihood(theta, model.data())));
            number(program, parameters.stream().mapToDouble(Parameter::start).toArray());
            number(
                    program,
                    parameters.stream()
                            .mapToDouble(each -> each.lower() + (each.upper() - each.lower()) * random.nextDouble())
                            .map(each -> Double.isFinite(each) ? each : 0)
                            .toArray());
        }
    }

    private static void number(Program program, double[] theta) {
        double value = program.run(Tensor.of(theta)).output(0).item();
        assertTrue(value < Double.POSITIVE_INFINITY, () -> value + " at " + Arrays.toString(theta));
    }

    private static void diagnose(String workspace) {
        Diagnosis diagnosis =
                Diagnosis.parse(workspace, "broken.json", DiagnosisSettings.STANDARD.withDepth(Depth.STATIC));
        for (Finding finding : diagnosis.findings()) {
            assertTrue(Diagnosis.kinds().contains(finding.id()), finding.toString());
        }
        JsonReader.parse(diagnosis.mended(), "mended.json");
        assertEquals(
                diagnosis.mended(),
                Diagnosis.parse(workspace, "broken.json", DiagnosisSettings.STANDARD.withDepth(Depth.STATIC))
                        .mended());
    }
}
