package dev.limen.bench;

import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.Cls;
import dev.limen.inference.TestStatistic;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Prints the time of one CLs point, observed and expected with its bands, of each workspace that is named: a row of a
 * table, with the median and the quickest of warm calls by processor time, and the median by wall time.
 *
 * <p>The signal strength is 1; a model is read and compiled before. To be run on one core, where the calling thread does
 * all the work.
 */
public final class ClsTimes {
    private static final double WARM_SECONDS = 6;
    private static final int CALLS = 21;

    private ClsTimes() {}

    /** Measures the workspaces of these files. */
    public static void main(String[] files) {
        for (String file : files) {
            Model model = Workspace.read(Path.of(file)).model();
            if (model.poi().isEmpty()) {
                System.err.println(file + ": no modifier has the name of the POI, so there is nothing to test");
                continue;
            }
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long warm = System.nanoTime() + (long) (WARM_SECONDS * 1e9);
            do {
                test(model);
            } while (System.nanoTime() < warm);
            double[] processor = milliseconds(model, threads::getCurrentThreadCpuTime);
            double[] wall = milliseconds(model, System::nanoTime);
            System.out.printf(
                    "| %s | %d | %d | %.3g | %.3g | %.3g |%n",
                    Path.of(file).getFileName().toString().replace(".json", ""),
                    model.parameters().size(),
                    model.order().size(),
                    processor[CALLS / 2],
                    processor[0],
                    wall[CALLS / 2]);
        }
    }

    /** Of single calls, ascending. */
    private static double[] milliseconds(Model model, LongSupplier clock) {
        double[] times = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long start = clock.getAsLong();
            test(model);
            times[i] = (clock.getAsLong() - start) / 1e6;
        }
        Arrays.sort(times);
        return times;
    }

    private static Cls test(Model model) {
        return Cls.of(model, model.data(), 1, TestStatistic.QTILDE);
    }
}
