package dev.limen.app.command;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;

/** The commands, in the order of the help. */
final class Subcommands {

    private static final List<Class<?>> ALL = List.of(
            OptimiseCommand.class,
            TrainCommand.class,
            FitCommand.class,
            ClsCommand.class,
            LimitCommand.class,
            ScanCommand.class,
            ScanPatchesCommand.class,
            SignificanceCommand.class,
            ToysCommand.class,
            GradientCommand.class,
            ImpactsCommand.class,
            CorrelationsCommand.class,
            YieldsCommand.class,
            GofCommand.class,
            DoctorCommand.class,
            InspectCommand.class,
            PruneCommand.class,
            RenameCommand.class,
            CombineCommand.class,
            SortCommand.class,
            DigestCommand.class,
            PatchSetCommand.class,
            Hs3Command.class,
            CompletionsCommand.class);

    private Subcommands() {}

    /**
     * The command that a command line begins with, or else all. To make them all takes longer than a test of a small
     * workspace.
     */
    static List<Class<?>> of(String... arguments) {
        return ALL.stream()
                .filter(type -> arguments.length > 0 && isNamed(type, arguments[0]))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(ALL);
    }

    private static boolean isNamed(Class<?> type, String name) {
        Command command = type.getAnnotation(Command.class);
        return command.name().equals(name) || Arrays.asList(command.aliases()).contains(name);
    }
}
