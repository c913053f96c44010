package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs the examples at the end of every command's help. */
@Tag("once")
class HelpExamplesTest {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    private Path folder;

    @Test
    void theExamplesInTheHelpOfEveryCommandRun() throws IOException {
        ExampleFiles files = new ExampleFiles(folder);
        files.write();
        CommandLine limen = new CommandLineTool(Streams.ofProcess(System.out, System.err)).line();
        List<String> run = new ArrayList<>();
        for (CommandLine command : all(limen)) {
            String name = command.getCommandSpec().qualifiedName();
            List<String> examples = examples(command);
            assertFalse(examples.isEmpty(), name + " has no example in its help");
            for (String line : examples) {
                String example = line.replace(" --output my-run", "");
                // The command itself shows examples of its subcommands, which may be theirs.
                assertTrue(command == limen || example.startsWith(name + " "), example);
                if (!run.contains(example)) {
                    run(files, example, run.size());
                    run.add(example);
                }
            }
        }
        assertTrue(run.size() >= 20, run.toString());
    }

    private static List<CommandLine> all(CommandLine command) {
        List<CommandLine> all = new ArrayList<>(List.of(command));
        command.getSubcommands().values().stream().distinct().forEach(sub -> all.addAll(all(sub)));
        return all;
    }

    private static List<String> examples(CommandLine command) {
        return Arrays.stream(command.getCommandSpec().usageMessage().footer())
                .map(String::strip)
                .filter(line -> line.startsWith("limen "))
                .toList();
    }

    private void run(ExampleFiles files, String example, int number) throws IOException {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(example);
        while (matcher.find()) {
            words.add(files.placed(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)));
        }
        words.remove(0);
        boolean runFolder = words.get(0).equals("optimise") || words.get(0).equals("train");
        if (runFolder) {
            // Else it would be written where the tests run.
            words.addAll(List.of("--output", folder.resolve("run" + number).toString()));
        }
        Session session = Session.run(words.toArray(String[]::new));
        // So small a sample may carry no claim.
        assertTrue(session.exitCode() == 0 || (runFolder && session.exitCode() == 3), example + "\n" + session);
        int target = words.indexOf("--output-file");
        if (target < 0) {
            assertFalse(session.results().isBlank(), example);
        } else {
            assertEquals("", session.results(), example);
            Path written = Path.of(words.get(target + 1));
            assertTrue(new ObjectMapper().readTree(Files.readString(written)).isContainerNode(), example);
        }
        if (session.results().startsWith("{")) {
            assertTrue(session.json().size() > 0, example);
        }
    }
}
