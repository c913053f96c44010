package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
final class PatchSetTest {
    private static String text() {
        Workspace workspace = Workspaces.twoBins();
        return String.format("""
                {
                  "metadata": {
                    "references": {"hepdata": "ins1234567"},
                    "digests": {"md5": "%s", "sha256": "%s"},
                    "labels": ["m1", "m2"],
                    "description": "two signal points",
                    "more": [1]
                  },
                  "patches": [
                    {"metadata": {"name": "p_1300_205", "values": [1300, 205.5]},
                     "patch": [{"op": "replace", "path": "/channels/0/samples/0/data", "value": [1.5, 2.5]}]},
                    {"metadata": {"name": "p_900_x", "values": [900, "x"], "more": 1},
                     "patch": [{"op": "remove", "path": "/channels/7"}]}
                  ],
                  "version": "1.0.0"
                }
                """, workspace.digest("md5"), workspace.digest("sha256"));
    }

    @Test
    void readsEverything(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("set.json");
        Files.writeString(file, text());
        PatchSet set = PatchSet.read(file);
        assertEquals("two signal points", set.description());
        assertEquals(List.of("m1", "m2"), set.labels());
        assertEquals(
                Map.of(
                        "md5",
                        Workspaces.twoBins().digest("md5"),
                        "sha256",
                        Workspaces.twoBins().digest("sha256")),
                set.digests());
        assertEquals(
                List.of("p_1300_205", "p_900_x"),
                set.patches().stream().map(Patch::name).toList());
        assertEquals(List.of(1300.0, 205.5), set.patches().get(0).values());
        assertEquals(List.of(900.0, "x"), set.patches().get(1).values());
        byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
        assertEquals(
                set.labels(),
                PatchSet.read(new ByteArrayInputStream(bytes), "s").labels());
    }

    @Test
    void findsPatchesByNameAndByValues() {
        PatchSet set = PatchSet.parse(text(), "set.json");
        Workspace byName = Workspaces.twoBins().patch(set.get("p_1300_205"));
        assertEquals(
                List.of(1.5, 2.5), byName.channels().get(0).samples().get(0).data());
        assertEquals(byName, Workspaces.twoBins().patch(set.get(List.of(1300.0, 205.5))));
        assertEquals(byName, Workspaces.twoBins().patch(set.get(List.of(1300, 205.5f))));
        assertEquals(set.get("p_900_x"), set.get(List.of(900L, "x")));
        assertEquals(
                "set.json: /patches: no patch 'p_1300_206'. Did you mean 'p_1300_205'? Known: 'p_1300_205', 'p_900_x'.",
                assertThrows(WorkspaceException.class, () -> set.get("p_1300_206"))
                        .getMessage());
        assertEquals(
                "set.json: /patches: no patch with the values [1300.0, 1.0] of [m1, m2]. Ask by name, or look at"
                        + " patches().",
                assertThrows(WorkspaceException.class, () -> set.get(List.of(1300, 1)))
                        .getMessage());
    }

    @Test
    void appliesAfterVerification() {
        PatchSet set = PatchSet.parse(text(), "set.json");
        Workspace background = Workspaces.twoBins();
        assertEquals(background.patch(set.get("p_1300_205")), set.apply(background, "p_1300_205"));
        Workspace other = background.patch(set.get("p_1300_205"));
        WorkspaceException e = assertThrows(WorkspaceException.class, () -> set.apply(other, "p_1300_205"));
        assertEquals("/metadata/digests/md5", e.pointer());
        assertTrue(e.problem().startsWith("made for a workspace with the digest "), e.problem());
        assertTrue(e.problem().contains("but that of two.json patched by set.json#/patches/0/patch is "), e.problem());
        assertEquals(
                "set.json: /patches/1/patch/0: operation 0 (remove) does not apply to two.json: there is no index 7 in"
                        + " /channels, an array of 1. Check that the patch was made for this workspace.",
                assertThrows(WorkspaceException.class, () -> set.apply(background, "p_900_x"))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'p_900_x' | 'p_1300_205' | /patches/1: a second patch with the name 'p_1300_205'; the first is"
                        + " /patches/0. Names and values must be unique.",
                "[900, 'x'] | [1300.0, 205.5] | /patches/1: a second patch with the values [1300.0, 205.5]; the first is"
                        + " /patches/0. Names and values must be unique.",
                "[900, 'x'] | [900] | /patches/1/metadata/values: 1 values, but the patch set has 2 labels. Give one"
                        + " value for each label.",
                "[900, 'x'] | [900, null] | /patches/1/metadata/values/1: found null; expected a number or a string.",
                "'p_900_x' | 'p-900' | /patches/1/metadata/name: found 'p-900'; expected letters, digits and _ only.",
                "'ins1234567' | '1234567' | /metadata/references/hepdata: found '1234567'; expected an INSPIRE record,"
                        + " 'ins' and seven digits.",
                "'hepdata': 'ins1234567' | `` | /metadata/references: no reference. Add 'hepdata': 'ins1234567'.",
                "'hepdata' | 'inspire' | /metadata/references: unknown key 'inspire' in the references. Known:"
                        + " 'hepdata'.",
                "['m1', 'm2'] | [] | /metadata/labels: an array without elements; expected at least one of labels.",
                "['m1', 'm2'] | ['m 1', 'm2'] | /metadata/labels/0: found 'm 1'; expected letters, digits and _ only.",
                "'md5' | 'sha1' | /metadata/digests: unknown key 'sha1' in the digests. Known: 'md5', 'sha256'.",
                "'description': | 'describe': | /metadata: the metadata lacks 'description'. Add it.",
                "'version': '1.0.0' | 'version': '1.1.0' | /version: version '1.1.0' is unknown; expected '1.0.0'.",
                "'patches': [ | 'pathces': [ | unknown key 'pathces' in a patch set. Did you mean 'patches'? Known:"
                        + " 'metadata', 'patches', 'version'.",
                "'op': 'remove' | 'op': 'rm' | /patches/1/patch/0/op: unknown operation 'rm'. Known: 'add', 'remove',"
                        + " 'replace', 'move', 'copy', 'test'.",
            })
    void saysWhatIsWrong(String part, String instead, String message) {
        String text = text();
        String found = part.replace('\'', '"');
        assertTrue(text.contains(found), found);
        String changed = text.replace(found, instead.replace('\'', '"'));
        WorkspaceException e = assertThrows(WorkspaceException.class, () -> PatchSet.parse(changed, "set.json"));
        assertEquals(
                "set.json: " + message,
                e.getMessage().replace("\"hepdata\": \"ins1234567\"", "'hepdata': 'ins1234567'"));
    }

    @Test
    void demandsADigest() {
        String without = text().replaceAll("\"digests\": \\{[^}]*\\}", "\"digests\": {}");
        assertEquals(
                "set.json: /metadata/digests: no digest of the background-only workspace. Add its md5 or sha256.",
                assertThrows(WorkspaceException.class, () -> PatchSet.parse(without, "set.json"))
                        .getMessage());
        String malformed = text().replaceAll("\"md5\": \"[^\"]*\"", "\"md5\": \"abc\"");
        assertEquals(
                "set.json: /metadata/digests/md5: found 'abc'; expected 32 digits 0-9a-f.",
                assertThrows(WorkspaceException.class, () -> PatchSet.parse(malformed, "set.json"))
                        .getMessage());
    }

    @Test
    void writesPatchesAsPyhfDoes() {
        PatchSet set = PatchSet.parse(text(), "set.json");
        assertEquals("""
                [
                    {
                        "op": "replace",
                        "path": "/channels/0/samples/0/data",
                        "value": [
                            1.5,
                            2.5
                        ]
                    }
                ]""", set.get("p_1300_205").toSortedJson());
        assertEquals(
                String.format("""
                {
                    "metadata": {
                        "description": "two signal points",
                        "digests": {
                            "md5": "%s",
                            "sha256": "%s"
                        },
                        "labels": [
                            "m1",
                            "m2"
                        ],
                        "more": [
                            1
                        ],
                        "name": "p_900_x",
                        "references": {
                            "hepdata": "ins1234567"
                        },
                        "values": [
                            900,
                            "x"
                        ]
                    },
                    "patch": [
                        {
                            "op": "remove",
                            "path": "/channels/7"
                        }
                    ]
                }""", set.digests().get("md5"), set.digests().get("sha256")), set.toSortedJson("p_900_x"));
    }
}
