package dev.limen.app.command;

import dev.limen.inference.Toys;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether p-values come from asymptotic formulae or from toys, and how the toys are made. */
final class ToyOptions {

    /** The calculators, as the command line spells them. */
    enum Calculator {
        ASYMPTOTICS,
        TOYBASED;

        @Override
        public String toString() {
            return Spelling.of(this);
        }
    }

    /** Reads it from the command line. */
    static final class CalculatorConverter implements ITypeConverter<Calculator> {
        @Override
        public Calculator convert(String text) {
            return Spelling.parse(Calculator.class, text);
        }
    }

    private static final String COUNT = "--ntoys";
    private static final String SEED = "--seed";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--calctype",
            paramLabel = "NAME",
            defaultValue = "asymptotics",
            converter = CalculatorConverter.class,
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Calculator calculator = Calculator.ASYMPTOTICS;

    @Option(
            names = {COUNT, "--toys"},
            paramLabel = "N",
            defaultValue = "2000",
            description = "How many toys with signal, and how many without; default ${DEFAULT-VALUE}.")
    private int count = 2000;

    @Option(
            names = SEED,
            paramLabel = "SEED",
            defaultValue = "0",
            description = "Seed of the toys: the same gives the same numbers on any number of cores; default"
                    + " ${DEFAULT-VALUE}.")
    private long seed;

    /**
     * Checks the options.
     *
     * @throws CommandFailure if the number of toys is not positive, or options of toys are given without toys
     */
    void require() {
        if (count < 1) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT, COUNT + " is " + count + "; expected 1 or more, such as 2000.");
        }
        for (String option : new String[] {COUNT, SEED}) {
            if (!toyBased() && spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new CommandFailure(
                        ExitCode.BAD_INPUT,
                        option + " is given, but " + calculator + " makes no toys. Leave it out, or add --calctype "
                                + Calculator.TOYBASED + ".");
            }
        }
    }

    boolean toyBased() {
        return calculator == Calculator.TOYBASED;
    }

    Toys toys() {
        return Toys.of(count, seed);
    }
}
