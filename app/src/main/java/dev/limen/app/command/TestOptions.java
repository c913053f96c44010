package dev.limen.app.command;

import dev.limen.inference.TestStatistic;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Which signal strength is tested, and how. */
final class TestOptions {

    /** The test statistics, as the command line spells them. */
    enum Choice {
        Q,
        QTILDE;

        @Override
        public String toString() {
            return Spelling.of(this);
        }
    }

    /** Reads it from the command line. */
    static final class ChoiceConverter implements ITypeConverter<Choice> {
        @Override
        public Choice convert(String text) {
            return Spelling.parse(Choice.class, text);
        }
    }

    static final String POI = "--test-poi";
    static final String STATISTIC = "--test-stat";
    private static final String DEFAULT_POI = "1.0";

    @Option(
            names = POI,
            paramLabel = "MU",
            defaultValue = DEFAULT_POI,
            description = "The POI's value to test; default ${DEFAULT-VALUE}.")
    private double poi = 1;

    @Option(
            names = STATISTIC,
            paramLabel = "NAME",
            defaultValue = "qtilde",
            converter = ChoiceConverter.class,
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Choice statistic = Choice.QTILDE;

    double poi() {
        if (!Double.isFinite(poi)) {
            throw new CommandFailure(ExitCode.BAD_INPUT, "--test-poi is " + poi + "; expected a finite number.");
        }
        return poi;
    }

    /** The statistic. */
    TestStatistic statistic() {
        return statistic == Choice.QTILDE ? TestStatistic.QTILDE : TestStatistic.Q;
    }
}
