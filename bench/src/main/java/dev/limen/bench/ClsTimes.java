package dev.limen.bench;

import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.Cls;
import dev.limen.inference.TestStatistic;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Prints the time of one CLs point, observed and expected with its bands, of each workspace that is named: a row of a table.
 *
 * <p>The signal strength is 1. A model is read and compiled before; the numbers are medians of warm calls.
 */
public final class ClsTimes {
    private static final double WARM_SECONDS = 2;
    private static final int CALLS = 21;

    private ClsTimes() {}

    public static void main(String[] files) {
        for (String file : files) {
            Model model = Workspace.read(Path.of(file)).model();
            if (model.poi().isEmpty()) {
                System.err.println(file + ": no modifier has the name of the POI, so there is nothing to test");
                continue;
            }
            System.out.printf(
                    "| %s | %d | %d | %.3g |%n",
                    Path.of(file).getFileName().toString().replace(".json", ""),
                    model.parameters().size(),
                    model.order().size(),
                    milliseconds(model));
        }
    }

    private static double milliseconds(Model model) {
        long warm = System.nanoTime() + (long) (WARM_SECONDS * 1e9);
        do {
            test(model);
        } while (System.nanoTime() < warm);
        double[] times = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            test(model);
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times[CALLS / 2];
    }

    private static Cls test(Model model) {
        return Cls.of(model, model.data(), 1, TestStatistic.QTILDE);
    }
}
