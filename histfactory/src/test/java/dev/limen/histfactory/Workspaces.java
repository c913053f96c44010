package dev.limen.histfactory;

import java.util.List;

/** Workspaces that tests start from. */
final class Workspaces {
    /** One channel SR of two bins: a signal with the POI mu, and a background with one modifier of each other type. */
    static final String TWO_BINS = """
            {
              "channels": [
                {
                  "name": "SR",
                  "samples": [
                    {"name": "signal", "data": [5, 10.0], "modifiers": [
                      {"name": "mu", "type": "normfactor", "data": null},
                      {"name": "lumi", "type": "lumi", "data": null}]},
                    {"name": "background", "data": [50.0, 60.0], "modifiers": [
                      {"name": "shape", "type": "histosys", "data": {"lo_data": [45.0, 58.0], "hi_data": [55, 63]}},
                      {"name": "norm", "type": "normsys", "data": {"lo": 0.9, "hi": 1.15}},
                      {"name": "free", "type": "shapefactor", "data": null},
                      {"name": "poisson", "type": "shapesys", "data": [5.0, 0.0]},
                      {"name": "mc", "type": "staterror", "data": [1.0, 2.0]},
                      {"name": "lumi", "type": "lumi", "data": null}]}
                  ]
                }
              ],
              "observations": [{"name": "SR", "data": [52, 65]}],
              "measurements": [
                {"name": "default", "config": {"poi": "mu", "parameters": [
                  {"name": "lumi", "auxdata": [1.0], "sigmas": [0.017], "inits": [1.0], "bounds": [[0.9, 1.1]]},
                  {"name": "mu", "bounds": [[0, 20]]}]}}
              ],
              "version": "1.0.0"
            }
            """;

    private Workspaces() {}

    static Workspace twoBins() {
        return Workspace.parse(TWO_BINS, "two.json");
    }

    /** One channel of one bin with a sample that has these modifiers. */
    static Workspace oneBin(Modifier... modifiers) {
        return of(
                new Measurement("m", "", List.of()),
                new Channel("c", List.of(new Sample("s", List.of(4.0), List.of(modifiers)))));
    }

    static Workspace of(Measurement measurement, Channel... channels) {
        return Workspace.of(
                "made",
                List.of(channels),
                List.of(new Observation(
                        channels[0].name(),
                        channels[0].samples().get(0).data().stream()
                                .map(yield -> Math.max(0, yield))
                                .toList())),
                List.of(measurement));
    }
}
