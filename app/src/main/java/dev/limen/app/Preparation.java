package dev.limen.app;

import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.Cls;
import dev.limen.inference.ExpectedCounts;
import dev.limen.inference.TestStatistic;

/**
 * A test of a small model on a second thread while the command line and documents are read: what every fit needs is
 * loaded and linked when the documents are there, which is most of the work of a single fit from the shell.
 */
final class Preparation {

    /** Whether to prepare; the launcher sets it for commands that fit, where the back end is settled. */
    private static final String PROPERTY = "limen.prepare";

    /** A modifier of every common type. */
    private static final String WORKSPACE = """
            {"channels": [{"name": "SR", "samples": [
               {"name": "signal", "data": [5.0, 10.0], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]},
               {"name": "background", "data": [50.0, 60.0], "modifiers": [
                  {"name": "lumi", "type": "lumi", "data": null},
                  {"name": "shape", "type": "histosys", "data": {"lo_data": [45.0, 61.0], "hi_data": [55.0, 59.0]}},
                  {"name": "xsec", "type": "normsys", "data": {"lo": 0.9, "hi": 1.1}},
                  {"name": "mcstat", "type": "staterror", "data": [3.0, 4.0]}]}]}],
             "observations": [{"name": "SR", "data": [52.0, 58.0]}],
             "measurements": [{"name": "first", "config": {"poi": "mu", "parameters": [
                {"name": "lumi", "auxdata": [1.0], "sigmas": [0.02], "inits": [1.0], "bounds": [[0.5, 1.5]]}]}}],
             "version": "1.0.0"}
            """;

    private Preparation() {}

    /** Begins where it was asked for and there is a second processor. */
    static void begin() {
        if (Boolean.getBoolean(PROPERTY) && Runtime.getRuntime().availableProcessors() > 1) {
            Thread thread = new Thread(Preparation::test, "preparation");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Expected CLs of the small model. */
    static double test() {
        Model model = Workspace.parse(WORKSPACE, "the preparation").model();
        Cls cls = Cls.of(model, model.data(), 1, TestStatistic.QTILDE);
        ExpectedCounts.of(model);
        return cls.expected().median();
    }
}
