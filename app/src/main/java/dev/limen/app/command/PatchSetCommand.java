package dev.limen.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with patch sets; prints its help. */
@Command(
        name = "patchset",
        header = "Extracts, applies and verifies the patches of a patch set.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {
            PatchSetExtractCommand.class,
            PatchSetApplyCommand.class,
            PatchSetVerifyCommand.class,
            PatchSetInspectCommand.class
        },
        footer = {"", "Example:", "  limen patchset inspect patchset.json"})
final class PatchSetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.COMPUTED.code();
    }
}
