package dev.limen.app.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of pyhf that have no counterpart, refused with the reason. */
final class AbsentOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--optimizer", paramLabel = "NAME", hidden = true)
    void optimizer(String name) {
        throw absent(
                "--optimizer " + name,
                "there is one optimiser, a Newton method within bounds that certifies each minimum");
    }

    @Option(names = "--optconf", paramLabel = "KEY=VALUE", hidden = true)
    void optconf(String setting) {
        throw absent("--optconf " + setting, "the optimiser has no settings");
    }

    private ParameterException absent(String option, String reason) {
        return new ParameterException(
                spec.commandLine(), option + " is an option of pyhf; here " + reason + ". Leave it out.");
    }
}
