package dev.limen.app.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of pyhf that have no counterpart, refused with the reason. */
final class AbsentOptions {

    @Option(names = "--optimizer", paramLabel = "NAME", hidden = true)
    private Optional<String> optimizer = Optional.empty();

    @Option(names = "--optconf", paramLabel = "KEY=VALUE", hidden = true)
    private Optional<String> setting = Optional.empty();

    /**
     * Checks that none of them is given.
     *
     * @throws CommandFailure with the reason
     */
    void require() {
        refuse(
                "--optimizer",
                optimizer,
                "there is one optimiser, a Newton method within bounds that certifies each minimum");
        refuse("--optconf", setting, "the optimiser has no settings");
    }

    private static void refuse(String option, Optional<String> given, String reason) {
        given.ifPresent(value -> {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    option + " " + value + " is an option of pyhf; here " + reason + ". Leave it out.");
        });
    }
}
