package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code for shells; bash runs it where there is one. */
@Tag("once")
class CompletionsTest {

    @TempDir
    private Path folder;

    @Test
    void bashCompletesCommandsOptionsAndValues() throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("completions"),
                Session.run("completions", "bash").results());
        assertEquals(List.of("prune"), completed(script, "limen", "pru"));
        assertEquals(List.of("extract"), completed(script, "limen", "patchset", "ext"));
        assertEquals(List.of("--measurement"), completed(script, "limen", "prune", "--mea"));
        assertEquals(List.of("staterror"), completed(script, "limen", "prune", "--modifier-type", "stat"));
        assertEquals(List.of("toybased"), completed(script, "limen", "cls", "--calctype", "toy"));
    }

    @Test
    void zshReadsTheSame() {
        String zsh = Session.run("completions", "ZSH").results();
        assertEquals(Session.run("completions", "bash").results(), zsh);
        assertTrue(zsh.contains("bashcompinit"), zsh);
    }

    @Test
    void fishKnowsEveryCommandAndOption() {
        String fish = Session.run("completions", "fish").results();
        for (String line : List.of(
                "complete -c limen -n '__fish_use_subcommand' -f -a prune -d 'Takes channels,",
                "complete -c limen -n '__limen_at patchset; and not __fish_seen_subcommand_from extract apply verify"
                        + " inspect' -f -a extract",
                "complete -c limen -n '__limen_at patchset extract' -l name -r -d 'The patch\\'s name.'",
                "complete -c limen -n '__limen_at prune' -s t -l modifier-type -r -f -a 'histosys lumi normfactor",
                "complete -c limen -n '__limen_at optimize' -l force")) {
            assertTrue(fish.contains("\n" + line), line);
        }
        assertTrue(fish.lines().noneMatch(line -> line.contains("optconf")), "what is refused is not offered");
    }

    private List<String> completed(Path script, String... words) throws IOException, InterruptedException {
        // Bash knows the command compopt only while it completes what is typed.
        String run = "compopt() { :; }; . '" + script + "'; COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD="
                + (words.length - 1) + "; _complete_limen; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Path output = folder.resolve("output");
        Process process;
        try {
            process = new ProcessBuilder("bash", "-c", run)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException none) {
            Assumptions.abort("skipped: there is no bash");
            return List.of();
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), run);
        return Files.readString(output, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .toList();
    }
}
