package dev.limen.app.command;

import dev.limen.inference.LogLikelihood;
import dev.limen.inference.Parameter;
import dev.limen.inference.TestStatistic;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Which signal strength is tested, and how. */
final class TestOptions {

    /** The test statistics, as the command line spells them. */
    enum Choice {
        Q,
        QTILDE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--test-poi",
            paramLabel = "MU",
            defaultValue = "1.0",
            description = "The POI's value to test; default ${DEFAULT-VALUE}.")
    private double poi = 1;

    @Option(
            names = "--test-stat",
            paramLabel = "NAME",
            defaultValue = "qtilde",
            description = "${COMPLETION-CANDIDATES}; default $${DEFAULT-VALUE}.")
    private Choice statistic = Choice.QTILDE;

    double poi() {
        if (!Double.isFinite(poi)) {
            throw new CommandFailure(ExitCode.BAD_INPUT, "--test-poi is " + poi + "; expected a finite number.");
        }
        return poi;
    }

    /** The statistic; one that the bounds of the POI do not suit is computed with a warning. */
    TestStatistic statistic(LogLikelihood model, Streams streams) {
        if (statistic == Choice.QTILDE) {
            return TestStatistic.QTILDE;
        }
        Parameter poiParameter = model.parameters().get(model.requirePoi());
        if (poiParameter.lower() >= 0) {
            streams.messages()
                    .println("limen: warning: the test statistic q is used with the POI '" + poiParameter.name()
                            + "' bounded at " + poiParameter.lower()
                            + "; it is meant for a POI without such a bound. Use"
                            + " --test-stat qtilde.");
        }
        return TestStatistic.Q;
    }
}
