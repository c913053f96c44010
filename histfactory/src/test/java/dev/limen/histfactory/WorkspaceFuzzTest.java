package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limen.histfactory.internal.JsonReader;
import dev.limen.histfactory.internal.JsonWriter;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** A broken workspace is told apart from a good one, and nothing but the documented exception comes of it. */
final class WorkspaceFuzzTest {
    @Property(tries = 2000)
    void brokenTrees(@ForAll long seed) {
        tryTree(seed);
    }

    @Property(tries = 2000)
    void brokenTexts(@ForAll long seed) {
        tryText(seed);
    }

    @Property(tries = 200_000)
    @Tag("fuzz")
    void manyBrokenTrees(@ForAll long seed) {
        tryTree(seed);
    }

    @Property(tries = 200_000)
    @Tag("fuzz")
    void manyBrokenTexts(@ForAll long seed) {
        tryText(seed);
    }

    private static void tryTree(long seed) {
        Random random = new Random(seed);
        JsonNode tree = JsonReader.parse(Workspaces.TWO_BINS, "two.json");
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            Mutation.change(tree, random);
        }
        use(JsonWriter.write(tree, JsonWriter.Style.DOCUMENT));
    }

    private static void tryText(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(Workspaces.TWO_BINS);
        for (int changes = 1 + random.nextInt(3); changes > 0 && text.length() > 0; changes--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(20));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.setCharAt(at, (char) random.nextInt(0x10000));
                default -> text.setLength(at + 1);
            }
        }
        use(text.toString());
    }

    /** Reads, lays out, patches and writes; what can be read is written as it was. */
    private static void use(String text) {
        try {
            Workspace workspace = Workspace.parse(text, "broken.json");
            assertEquals(workspace, Workspace.parse(workspace.toJson(), "again.json"));
            JsonPatch patch = JsonPatch.parse(
                    "[{\"op\": \"move\", \"from\": \"/channels/0/samples/1\", \"path\": \"/channels/0/samples/0\"},"
                            + " {\"op\": \"remove\", \"path\": \"/measurements/0/config/parameters/1\"}]",
                    "patch.json");
            for (Measurement measurement : workspace.measurements()) {
                ParameterSets sets = ParameterSets.of(workspace, measurement);
                assertEquals(sets.size(), sets.inits().size());
                assertEquals(sets.size(), sets.bounds().size());
                DataOrder.of(workspace).observed(workspace);
            }
            workspace.patch(patch);
        } catch (WorkspaceException expected) {
            assertTrue(expected.getMessage().startsWith(expected.file() + ": "), expected::getMessage);
            assertTrue(expected.problem().endsWith("."), expected::getMessage);
        }
    }
}
