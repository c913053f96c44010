package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command's own work: options, forms of output, mended copies, exit codes. */
class DoctorCommandTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        new ExampleFiles(folder).write();
    }

    @Test
    void printsFindingsAsJson() {
        JsonNode json = doctor("workspace.json").json();
        JsonNode first = json.get("findings").get(0);
        assertEquals(
                List.of("effect", "found", "id", "mend", "pointer", "severity"),
                StreamSupport.stream(((Iterable<String>) first::fieldNames).spliterator(), false)
                        .toList());
        assertFalse(json.has("mended"));
    }

    @Test
    void printsFindingsForPeople() {
        String text = doctor("BkgOnly.json", "--text", "--static").results();
        assertTrue(text.contains("WARNING missing-poi, /measurements/0/config/poi\n  found:  no modifier"), text);
        assertTrue(text.endsWith("1 finding\n"), text);
    }

    @Test
    void patchesAreAppliedFirst() {
        JsonNode json =
                doctor("BkgOnly.json", "-p", place("signal.json"), "--static").json();
        assertEquals(0, json.get("findings").size(), json.toString());
    }

    @Test
    void mendsACopy() throws IOException {
        Path refused = folder.resolve("refused.json");
        String text = Files.readString(folder.resolve("workspace.json"))
                .replace("\"lo\": 0.9, \"hi\": 1.15", "\"lo\": 0, \"hi\": 2")
                .replace("\"version\": \"1.0.0\"", "\"comment\": \"to be published\"");
        Files.writeString(refused, text);
        Path mended = folder.resolve("mended.json");
        doctor("workspace.json").json();
        Session.run("fit", refused.toString()).assertFails(2, "unknown key 'comment'");
        JsonNode json =
                doctor("refused.json", "--static", "--fix", mended.toString()).json();
        assertEquals(3, json.get("mended").size(), json.toString());
        JsonNode tree = new ObjectMapper().readTree(mended.toFile());
        assertEquals(
                "histosys", tree.at("/channels/0/samples/1/modifiers/1/type").asText());
        assertTrue(Files.readString(mended).contains("[5, 10.0]"), "numbers as they were read");
        assertEquals(0, Session.run("fit", mended.toString()).exitCode());
        assertTrue(doctor("refused.json", "--static", "--text", "--fix", mended.toString())
                .results()
                .contains("mended in " + mended + ": /comment: Remove it"));
    }

    @Test
    void whatIsNoDocumentIsBadInput() throws IOException {
        Files.writeString(folder.resolve("cut.json"), "{\"channels\": [");
        doctor("cut.json").assertFails(2, "cut.json");
        doctor("nothing.json").assertFails(2, "no such file");
        doctor("workspace.json", "--measurement", "none").assertFails(2, "no measurement 'none'");
        doctor("workspace.json", "--starts", "-1").assertFails(2, "-1 random starts");
        doctor("workspace.json", "--static", "--fix", place("none/x.json")).assertFails(2, "cannot be written");
    }

    @Test
    void blindReadsNoObservedCount() throws IOException {
        String text = Files.readString(folder.resolve("workspace.json"));
        Files.writeString(folder.resolve("other data.json"), text.replace("[52, 73]", "[520, 7]"));
        assertEquals(
                doctor("workspace.json", "--blind").results(),
                doctor("other data.json", "--blind").results());
    }

    private Session doctor(String file, String... options) {
        String[] words = new String[options.length + 2];
        words[0] = "doctor";
        words[1] = place(file);
        System.arraycopy(options, 0, words, 2, options.length);
        return Session.run(words);
    }

    private String place(String file) {
        return folder.resolve(file).toString();
    }
}
