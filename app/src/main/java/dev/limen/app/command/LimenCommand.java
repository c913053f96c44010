package dev.limen.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself, which prints its help. */
@Command(
        name = "limen",
        header = "Differentiable analysis for high-energy physics: from cuts to limits.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Exit codes: 0 computed; 1 internal error; 2 bad input; 3 inconclusive: the simulation carries no claim;",
            "4 a fit did not converge; 130 interrupted.",
            "",
            "Examples:",
            "  limen optimise examples/htautau/analysis.yaml",
            "  limen train examples/htautau/network.yaml",
            "  limen limit workspace.json --text",
        })
final class LimenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    // Read from the parse result, which every failure has.
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = "--stack-trace",
            scope = ScopeType.INHERIT,
            description = "After a failure, print where in the program it happened.")
    private boolean stackTrace;

    // Read from the parse result by BackendChoice.
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = BackendChoice.OPTION,
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "Compute on plain, vector or nd4j; by default on vector where it can run, else plain.")
    private String backend = "";

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.COMPUTED.code();
    }
}
