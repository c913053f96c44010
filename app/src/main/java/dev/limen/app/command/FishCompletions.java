package dev.limen.app.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the shell fish needs to know to complete a command line. */
final class FishCompletions {

    /** Whether the words typed so far, but for options, begin with a command and its subcommands. */
    private static final String CONDITION = """
            function __PROGRAM_at
                set -l words
                for word in (commandline -opc)[2..-1]
                    string match -q -- '-*' $word; or set -a words $word
                end
                set -l depth (count $argv)
                test $depth -le (count $words); or return 1
                for i in (seq $depth)
                    test $words[$i] = $argv[$i]; or return 1
                end
            end
            """;

    private final CommandSpec root;
    private final StringBuilder text = new StringBuilder();

    FishCompletions(CommandSpec root) {
        this.root = root;
    }

    String text() {
        text.append(CONDITION.replace("PROGRAM", root.name()));
        addCommands(root, List.of());
        root.subcommands().forEach((name, command) -> add(name, command.getCommandSpec(), List.of()));
        return text.toString();
    }

    private void add(String called, CommandSpec command, List<String> above) {
        List<String> path = new ArrayList<>(above);
        path.add(called);
        addCommands(command, path);
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                addOption(option, path);
            }
        }
        command.subcommands().forEach((name, sub) -> add(name, sub.getCommandSpec(), path));
    }

    private void addCommands(CommandSpec command, List<String> path) {
        if (command.subcommands().isEmpty()) {
            return;
        }
        String names = String.join(" ", command.subcommands().keySet());
        String condition =
                path.isEmpty() ? "__fish_use_subcommand" : at(path) + "; and not __fish_seen_subcommand_from " + names;
        command.subcommands()
                .forEach((name, sub) -> line(
                        condition,
                        "-f -a " + name,
                        sub.getCommandSpec().usageMessage().header()));
    }

    private void addOption(OptionSpec option, List<String> path) {
        StringBuilder words = new StringBuilder();
        for (String name : option.names()) {
            words.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                    .append(' ');
        }
        if (option.arity().min() > 0) {
            words.append("-r ");
        }
        if (option.completionCandidates() != null) {
            words.append("-f -a '")
                    .append(String.join(" ", option.completionCandidates()))
                    .append("' ");
        }
        line(at(path), words.toString().strip(), option.description());
    }

    private String at(List<String> path) {
        return "__" + root.name() + "_at " + String.join(" ", path);
    }

    private void line(String condition, String what, String... description) {
        String said = Arrays.stream(description).limit(1).collect(Collectors.joining());
        text.append("complete -c ").append(root.name());
        text.append(" -n ").append(quoted(condition));
        text.append(' ').append(what);
        text.append(" -d ").append(quoted(said)).append('\n');
    }

    private static String quoted(String words) {
        return "'" + words.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
