package dev.limen.app.command;

import dev.limen.histfactory.Join;
import dev.limen.histfactory.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Combines two workspaces. */
@Command(
        name = "combine",
        header = "Combines two workspaces to one.",
        description = "Modifiers of the same name on both sides become one parameter. Joins: 'none' allows nothing in "
                + "common; 'outer' takes what is the same once and merges the parameters of measurements with the same "
                + "name and POI; 'left outer' and 'right outer' take what is in common from that side, without "
                + "comparing.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  limen combine workspace.json other.json --join outer --output-file combined.json",
            "  limen combine workspace.json other.json --join \"left outer\" --merge-channels"
        })
final class CombineCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "WORKSPACE-ONE",
            defaultValue = DocumentFile.STANDARD_INPUT,
            description = "The left workspace; - or none reads standard input.")
    private String left = DocumentFile.STANDARD_INPUT;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "WORKSPACE-TWO",
            defaultValue = DocumentFile.STANDARD_INPUT,
            description = "The right workspace; - or none reads standard input.")
    private String right = DocumentFile.STANDARD_INPUT;

    @Option(
            names = {"-j", "--join"},
            paramLabel = "JOIN",
            defaultValue = "none",
            converter = JoinChoice.class,
            completionCandidates = JoinChoice.class,
            description = "none, outer, \"left outer\" or \"right outer\" (left-outer, right-outer); default"
                    + " ${DEFAULT-VALUE}.")
    private Join join = Join.NONE;

    @Option(
            names = "--merge-channels",
            negatable = true,
            description = "Give a channel on both sides the samples of both; not with the join none. A sample on both"
                    + " sides is taken from the left one, with right outer from the right one.")
    private boolean merged;

    @Mixin
    private OutputFile output = new OutputFile();

    CombineCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        output.require();
        DocumentFile one = new DocumentFile(left);
        DocumentFile two = new DocumentFile(right);
        one.requireApart(two);
        Workspace first = one.workspace();
        Workspace second = two.workspace();
        Workspace combined = merged ? Workspace.merged(first, second, join) : Workspace.combined(first, second, join);
        if (join.unsafe()) {
            new Warnings(streams)
                    .print(
                            "the join '" + join.spelling()
                                    + "' takes what the workspaces have in common from one side, without comparing; outer compares");
        }
        output.write(streams, combined.toSortedJson());
        return ExitCode.COMPUTED.code();
    }
}
