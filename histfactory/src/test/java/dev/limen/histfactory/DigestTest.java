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
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Recorded with pyhf 0.8.0.dev0. */
    @ParameterizedTest
    @CsvSource({
        "sha1, 1a83f1805ef9a1445d6148066d7feef531dc1b09",
        "sha224, 5750f9ceb21090007020780f58819e397a33bad5611e0d6678aaa96e",
        "sha384, 53a7cc70d4f42b20ea353ec468f7a6aa0126c85a821f802576907261c42871f6193c413bd3917ed446f9d568b03f38e1",
        "sha3_256, 9e1450b30cf9c1361941c019a44624b828930dab399d9e8a5375f7d1dd2e4b76",
    })
    void isPyhfsByOtherAlgorithms(String algorithm, String digest) {
        assertEquals(digest, Workspaces.twoBins().digest(algorithm));
        assertEquals(128, Workspaces.twoBins().digest("sha512").length());
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

    /**
     * Of every reference workspace and published likelihood, and of what is written of it; recorded by Python's
     * {@code json.dumps(document, sort_keys=True, ensure_ascii=False)}, as pyhf does.
     */
    @TestFactory
    Stream<DynamicTest> isPyhfsOnEveryReferenceWorkspace() {
        String recorded = Resources.text("digests.txt");
        assertEquals(49, recorded.lines().count());
        return recorded.lines()
                .map(line -> line.split(" ", 2))
                .map(line -> DynamicTest.dynamicTest(line[1], () -> {
                    Workspace read = Workspace.read(Shared.path(line[1]));
                    assertEquals(line[0], read.digest("sha256"));
                    Workspace again = Workspace.parse(read.toJson(), "again");
                    assertEquals(line[0], again.digest("sha256"));
                    assertEquals(read, again);
                }));
    }

    @Test
    void namesTheDigestsThatThereAre() {
        Workspace workspace = Workspaces.twoBins();
        assertEquals(
                "two.json: no digest 'sha265'. Did you mean 'sha256'? Known: 'sha256', 'md5',"
                        + " 'sha1', 'sha224', 'sha384', 'sha512', 'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512'.",
                assertThrows(WorkspaceException.class, () -> workspace.digest("sha265"))
                        .getMessage());
    }
}
