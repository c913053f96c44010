package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same command lines given to pyhf; skipped where {@code -Dlimen.python} has none. */
class PyhfCommandLineTest {

    private static final String PYTHON = System.getProperty("limen.python", "python3");

    private static final String SCRIPT = """
            import json, os, sys
            import pyhf
            from click.testing import CliRunner
            from pyhf.cli.cli import pyhf as command
            os.chdir(sys.argv[1])
            answers = []
            for line in json.load(open("lines.json")):
                answer = CliRunner().invoke(command, line)
                answers.append([answer.exit_code, answer.stdout])
            json.dump(answers, open("answers.json", "w"))
            """;

    /** Command lines, and whether the answers must be the same text; else their numbers agree within pyhf's fits. */
    private static final Map<String, Boolean> LINES = Map.ofEntries(
            Map.entry("inspect workspace.json", true),
            Map.entry("inspect workspace.json --output-file inspected.json", true),
            Map.entry("sort workspace.json", true),
            Map.entry("digest workspace.json", true),
            Map.entry("digest -j other.json -a md5 -a sha1 -a sha3_512", true),
            Map.entry("prune workspace.json -c CR -s signal", true),
            Map.entry("prune workspace.json -t staterror -t normsys -m mu --measurement fixed", true),
            Map.entry("rename workspace.json -c SR CR -c CR SR -m mu m\u00fc -s fakes f --measurement fixed m", true),
            Map.entry("combine workspace.json other.json --join outer", true),
            Map.entry("combine workspace.json workspace.json -j outer --merge-channels", true),
            Map.entry("combine other.json workspace.json -j left~outer", true),
            Map.entry("combine BkgOnly.json workspace.json -j left~outer --merge-channels", true),
            Map.entry("combine BkgOnly.json workspace.json -j right~outer --merge-channels", true),
            Map.entry("patchset inspect patchset.json", true),
            Map.entry("patchset extract patchset.json --name signal_900", true),
            Map.entry("patchset extract patchset.json --name signal_1300 --with-metadata", true),
            Map.entry("patchset apply BkgOnly.json patchset.json --name signal_900", true),
            Map.entry("patchset verify BkgOnly.json patchset.json", true),
            Map.entry("fit workspace.json --value", false),
            Map.entry("fit workspace.json --measurement fixed --value", false),
            Map.entry("cls workspace.json", false),
            Map.entry("cls workspace.json --measurement fixed --test-poi 2", false),
            Map.entry("cls BkgOnly.json -p signal.json --test-stat q", false));

    private static final List<String> REFUSED = List.of(
            "prune workspace.json -c XR",
            "prune workspace.json -s background -s fakes",
            "rename workspace.json -c SR CR",
            "combine workspace.json other.json",
            "combine workspace.json other.json --merge-channels",
            "combine BkgOnly.json workspace.json -j outer",
            "patchset extract patchset.json --name none",
            "patchset verify other.json patchset.json",
            "patchset apply other.json patchset.json --name signal_900",
            "digest other.json -a sha257",
            "sort signal.json");

    @TempDir
    private Path folder;

    @Test
    void answersAsPyhfDoes() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                python("-c", "import pyhf") == 0,
                "skipped: " + PYTHON + " has no pyhf; name one that has by -Dlimen.python=PATH");
        ExampleFiles files = new ExampleFiles(folder);
        files.write();
        List<String> same = LINES.keySet().stream().sorted().toList();
        JsonNode answers = ask(same);
        for (int i = 0; i < same.size(); i++) {
            String line = same.get(i);
            String pyhf = answers.get(i).get(1).textValue();
            assertEquals(0, answers.get(i).get(0).intValue(), line + ": " + pyhf);
            Session session = session(files, line);
            assertEquals(0, session.exitCode(), session.messages());
            if (LINES.get(line)) {
                assertEquals(pyhf, session.results(), line);
            } else {
                compare(line, new ObjectMapper().readTree(pyhf), session.json());
            }
        }
        JsonNode refusals = ask(REFUSED);
        for (int i = 0; i < REFUSED.size(); i++) {
            assertEquals(1, Math.min(1, refusals.get(i).get(0).intValue()), REFUSED.get(i));
            session(files, REFUSED.get(i)).assertFails(2);
        }
    }

    /** Every number of pyhf's, within the distance at which its minimiser stops. */
    private static void compare(String at, JsonNode pyhf, JsonNode limen) {
        if (pyhf.isNumber()) {
            assertEquals(
                    pyhf.doubleValue(), limen.doubleValue(), 1e-3 * Math.max(0.01, Math.abs(pyhf.doubleValue())), at);
            return;
        }
        pyhf.properties()
                .forEach(field -> compare(at + "/" + field.getKey(), field.getValue(), limen.get(field.getKey())));
        for (int i = 0; pyhf.isArray() && i < pyhf.size(); i++) {
            compare(at + "/" + i, pyhf.get(i), limen.get(i));
        }
    }

    private JsonNode ask(List<String> lines) throws IOException, InterruptedException {
        new ObjectMapper()
                .writeValue(
                        folder.resolve("lines.json").toFile(),
                        lines.stream().map(PyhfCommandLineTest::words).toList());
        assertEquals(0, python("-c", SCRIPT, folder.toString()), Files.readString(folder.resolve("python.txt")));
        return new ObjectMapper().readTree(folder.resolve("answers.json").toFile());
    }

    private static List<String> words(String line) {
        return Arrays.stream(line.split(" "))
                .map(word -> word.replace('~', ' '))
                .toList();
    }

    private static Session session(ExampleFiles files, String line) {
        return Session.run(words(line).stream().map(files::placed).toArray(String[]::new));
    }

    private int python(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("python.txt").toFile())
                    .start();
        } catch (IOException missing) {
            return 127;
        }
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(List.of(arguments) + " does not end:\n"
                    + Files.readString(folder.resolve("python.txt"), StandardCharsets.UTF_8));
        }
        return process.exitValue();
    }
}
