package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limen.histfactory.internal.Digest;
import dev.limen.histfactory.internal.JsonReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class DigestTest {
    /** Recorded with pyhf 0.8.0.dev0. */
    @Test
    void isPyhfs() {
        JsonNode tree = JsonReader.parse("{\"a\":2.0,\"b\":3.0,\"c\":1.0}", "t.json");
        assertEquals(
                "a38f6093800189b79bc22ef677baf90c75705af2cfc7ff594159eca54eaa7928",
                Digest.of(tree, "sha256").orElseThrow());
        assertEquals("2c0633f242928eb55c3672fed5ba8612", Digest.of(tree, "md5").orElseThrow());
    }

    @Test
    void isPyhfsOnPublishedLikelihoods() {
        Set<String> published = Shared.tree(Shared.path("reference/golden_ws.json")).properties().stream()
                .map(Map.Entry::getValue)
                .filter(JsonNode::isObject)
                .map(entry -> entry.get("digest").textValue())
                .collect(Collectors.toSet());
        int compared = 0;
        for (Path file : Shared.json("data/likelihoods")) {
            assertTrue(published.contains(Workspace.read(file).digest("sha256")), file.toString());
            compared++;
        }
        Path regionA = Shared.path("data/likelihoods/sbottom/RegionA/BkgOnly.json");
        assertTrue(published.contains(Workspace.read(regionA).digest("sha256")), regionA.toString());
        assertEquals(10, compared);
    }

    @Test
    void namesTheDigestsThatThereAre() {
        Workspace workspace = Workspaces.twoBins();
        assertEquals(
                "two.json: no digest 'sha265'. Did you mean 'sha256'? Known: 'sha256', 'md5'.",
                assertThrows(WorkspaceException.class, () -> workspace.digest("sha265"))
                        .getMessage());
    }
}
