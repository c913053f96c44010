package dev.limen.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the code by which a shell completes what is typed. */
@Command(
        name = "completions",
        header = "Writes the code by which a shell completes the commands and options that are typed.",
        description = {
            "bash:  limen completions bash > ~/.limen-completions; echo '. ~/.limen-completions' >> ~/.bashrc",
            "zsh:   limen completions zsh > ~/.limen-completions; echo '. ~/.limen-completions' >> ~/.zshrc",
            "fish:  limen completions fish > ~/.config/fish/completions/limen.fish"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  limen completions bash"})
final class CompletionsCommand implements Callable<Integer> {

    /** The shells. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return Spelling.of(this);
        }
    }

    /** Reads it from the command line. */
    static final class ShellConverter implements ITypeConverter<Shell> {
        @Override
        public Shell convert(String text) {
            return Spelling.parse(Shell.class, text);
        }
    }

    private final Streams streams;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SHELL",
            converter = ShellConverter.class,
            description = "${COMPLETION-CANDIDATES}; without it, this help is printed.")
    private Optional<Shell> shell = Optional.empty();

    CompletionsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (shell.isEmpty()) {
            spec.commandLine().usage(spec.commandLine().getOut());
            return ExitCode.COMPUTED.code();
        }
        CommandLine limen = new CommandLineTool(streams).line();
        streams.results()
                .print(
                        shell.get() == Shell.FISH
                                ? new FishCompletions(limen.getCommandSpec()).text()
                                // This script switches on zsh's emulation of bash where zsh runs it.
                                : AutoComplete.bash(limen.getCommandName(), limen));
        return ExitCode.COMPUTED.code();
    }
}
