package dev.limen.app.command;

import dev.limen.histfactory.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that the examples in the commands' help name, small. */
record ExampleFiles(Path folder) {

    /** Two channels, and a modifier of each type. */
    static final String WORKSPACE = """
            {"channels": [
               {"name": "SR", "samples": [
                  {"name": "signal", "data": [5, 10.0], "modifiers": [
                     {"name": "mu", "type": "normfactor", "data": null},
                     {"name": "lumi", "type": "lumi", "data": null}]},
                  {"name": "background", "data": [50.0, 60.0], "modifiers": [
                     {"name": "shape", "type": "histosys", "data": {"lo_data": [45.0, 61.0], "hi_data": [55, 59]}},
                     {"name": "xsec", "type": "normsys", "data": {"lo": 0.9, "hi": 1.15}},
                     {"name": "lumi", "type": "lumi", "data": null},
                     {"name": "mcstat", "type": "staterror", "data": [3.0, 4.0]}]}]},
               {"name": "CR", "samples": [
                  {"name": "background", "data": [400.0], "modifiers": [
                     {"name": "xsec", "type": "normsys", "data": {"lo": 0.9, "hi": 1.1}},
                     {"name": "count", "type": "shapesys", "data": [12.0]}]},
                  {"name": "fakes", "data": [30.0], "modifiers": [
                     {"name": "free", "type": "shapefactor", "data": null}]}]}],
             "observations": [{"name": "SR", "data": [52, 73]}, {"name": "CR", "data": [431]}],
             "measurements": [
               {"name": "with signal", "config": {"poi": "mu", "parameters": [
                  {"name": "lumi", "auxdata": [1.0], "sigmas": [0.017], "inits": [1.0], "bounds": [[0.9, 1.1]]},
                  {"name": "mu", "bounds": [[0, 20]]}]}},
               {"name": "fixed", "config": {"poi": "mu", "parameters": [
                  {"name": "xsec", "fixed": true},
                  {"name": "lumi", "auxdata": [1.0], "sigmas": [0.017], "inits": [1.0], "bounds": [[0.9, 1.1]]}]}}],
             "version": "1.0.0"}
            """;

    /** A third channel under the same first measurement. */
    static final String OTHER = """
            {"channels": [{"name": "VR", "samples": [
               {"name": "background", "data": [100, 90.5], "modifiers": [
                  {"name": "xsec", "type": "normsys", "data": {"lo": 0.95, "hi": 1.1}}]}]}],
             "observations": [{"name": "VR", "data": [96, 101]}],
             "measurements": [{"name": "with signal", "config": {"poi": "mu", "parameters": [
               {"name": "mu", "bounds": [[0.0, 20.0]]}, {"name": "xsec", "inits": [0.1]}]}}],
             "version": "1.0.0"}
            """;

    /** No signal, so that the POI is missing. */
    static final String BACKGROUND_ONLY = """
            {"channels": [{"name": "SR", "samples": [
               {"name": "background", "data": [50.0, 60.0], "modifiers": [
                  {"name": "shape", "type": "histosys", "data": {"lo_data": [45.0, 61.0], "hi_data": [55, 59]}}]}]}],
             "observations": [{"name": "SR", "data": [52, 58]}],
             "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": []}}],
             "version": "1.0.0"}
            """;

    static final String SIGNAL = """
            [{"op": "add", "path": "/channels/0/samples/-", "value": {"name": "signal", "data": [5.0, 10], "modifiers": [
               {"name": "mu", "type": "normfactor", "data": null}]}}]
            """;

    private static final String PATCH_SET = """
            {"metadata": {"references": {"hepdata": "ins1234567"}, "digests": {"sha256": "DIGEST"},
                          "labels": ["mass"], "description": "two signal points"},
             "patches": [
               {"metadata": {"name": "signal_900", "values": [900]}, "patch": SIGNAL},
               {"metadata": {"name": "signal_1300", "values": [1300.5]}, "patch": []}],
             "version": "1.0.0"}
            """;

    /** A plane of four points. */
    private static final String GRID = """
            {"metadata": {"references": {"hepdata": "ins1234567"}, "digests": {"sha256": "DIGEST"}, "labels": ["m1", "m2"], "description": "a grid"},
             "patches": [
               {"metadata": {"name": "s_100_0", "values": [100, 0]}, "patch": SIGNAL60},
               {"metadata": {"name": "s_100_50", "values": [100, 50]}, "patch": SIGNAL40},
               {"metadata": {"name": "s_300_0", "values": [300, 0]}, "patch": SIGNAL5},
               {"metadata": {"name": "s_300_50", "values": [300, 50]}, "patch": SIGNAL3}],
             "version": "1.0.0"}
            """;

    /** One channel of one bin. */
    static final String HS3 = """
            {"metadata": {"hs3_version": "0.2"},
             "distributions": [{"name": "SR", "type": "histfactory_dist", "axes": [{"name": "x", "min": 0, "max": 1, "nbins": 1}], "samples": [
               {"name": "signal", "data": {"contents": [5]}, "modifiers": [{"type": "normfactor", "parameter": "mu"}]},
               {"name": "background", "data": {"contents": [50], "errors": [3]}, "modifiers": [
                 {"type": "normsys", "parameter": "alpha_xs", "interpolation": "log", "data": {"lo": 0.9, "hi": 1.1}},
                 {"type": "shapesys", "parameters": ["gamma_bin_0"], "constraint": "Poisson", "data": {"vals": [25]}}]}]}],
             "data": [{"name": "d", "type": "binned", "contents": [52], "axes": [{"name": "x", "min": 0, "max": 1, "nbins": 1}]}],
             "likelihoods": [{"name": "L", "distributions": ["SR"], "data": ["d"]}],
             "analyses": [{"name": "A", "likelihood": "L", "parameters_of_interest": ["mu"]}]}
            """;

    private static final String ANALYSIS = """
            events: {id: event}
            samples:
              signal: {files: events.csv, where: "label = 1", weight: w, role: signal}
              background: {files: events.csv, where: "label = 0", weight: w}
            cuts:
              x: {above: x, start: -1, range: [-3, 2], width: 0.3, round: 0.1}
            regions:
              SR: {cuts: [x], observable: y, edges: [-4, 0, 1, 4], bandwidth: 0.2}
            objective: {minimise: expected_limit}
            optimiser: {adam: {steps: 2, learning_rate: 0.02}}
            """;

    /** Writes them all. */
    void write() throws IOException {
        write("workspace.json", WORKSPACE);
        write("other.json", OTHER);
        write("BkgOnly.json", BACKGROUND_ONLY);
        write("signal.json", SIGNAL);
        write("model.hs3.json", HS3);
        String digest = Workspace.parse(BACKGROUND_ONLY, "BkgOnly.json").digest("sha256");
        write("patchset.json", PATCH_SET.replace("DIGEST", digest).replace("SIGNAL", SIGNAL));
        String grid = GRID.replace("DIGEST", digest);
        for (int events : new int[] {60, 40, 5, 3}) {
            grid = grid.replace("SIGNAL" + events, SIGNAL.replace("5.0", events + ".0"));
        }
        write("grid.json", grid);
        Path analyses = Files.createDirectories(folder.resolve("examples/htautau"));
        TrainFile.events(analyses, 1200);
        write("examples/htautau/analysis.yaml", ANALYSIS);
        write("examples/htautau/network.yaml", TrainFile.TEXT);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** A word of a command line, with its place if it is a file's name. */
    String placed(String word) {
        return word.endsWith(".json") || word.endsWith(".yaml") || word.endsWith(".svg")
                ? folder.resolve(word).toString()
                : word;
    }
}
