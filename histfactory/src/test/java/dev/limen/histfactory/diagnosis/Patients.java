package dev.limen.histfactory.diagnosis;

import dev.limen.histfactory.JsonPatch;

/** Workspaces that tests look at. */
final class Patients {
    /** Nothing is wrong with it, and every uncertainty matters. */
    static final String HEALTHY = """
            {"channels": [
               {"name": "SR", "samples": [
                  {"name": "signal", "data": [15, 12.0], "modifiers": [
                     {"name": "mu", "type": "normfactor", "data": null}]},
                  {"name": "background", "data": [50.0, 60.0], "modifiers": [
                     {"name": "shape", "type": "histosys", "data": {"lo_data": [40.0, 64.0], "hi_data": [61, 56]}},
                     {"name": "xsec", "type": "normsys", "data": {"lo": 0.85, "hi": 1.2}},
                     {"name": "mcstat", "type": "staterror", "data": [4.0, 5.0]}]}]},
               {"name": "CR", "samples": [
                  {"name": "background", "data": [70.0], "modifiers": [
                     {"name": "xsec", "type": "normsys", "data": {"lo": 0.85, "hi": 1.2}},
                     {"name": "count", "type": "shapesys", "data": [9.0]}]}]}],
             "observations": [{"name": "SR", "data": [56, 66]}, {"name": "CR", "data": [73]}],
             "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": []}}],
             "version": "1.0.0"}
            """;

    private static final String BACKGROUND = "/channels/0/samples/1";

    private Patients() {}

    /** The healthy one with a single operation done to it. */
    static String with(String op, String path, String value) {
        return and(HEALTHY, op, path, value);
    }

    /** A document with one more operation done to it. */
    static String and(String document, String op, String path, String value) {
        String operation = "[{\"op\": \"" + op + "\", \"path\": \"" + path + "\""
                + (value.isEmpty() ? "" : ", \"value\": " + value) + "}]";
        return JsonPatch.parse(operation, "operation").applyTo(document, "patient.json");
    }

    /** The healthy one with one more modifier of the background in SR. */
    static String withModifier(String modifier) {
        return with("add", BACKGROUND + "/modifiers/-", modifier);
    }

    /** A workspace known to have a finding of this kind. */
    static String of(String kind) {
        return switch (kind) {
            case "refused" -> with("replace", "/channels/1/samples/0/modifiers/1/data", "[9.0, 1.0]");
            case "normsys-not-positive" -> with("replace", BACKGROUND + "/modifiers/1/data/lo", "0");
            case "missing-poi" -> with("replace", "/measurements/0/config/poi", "\"mu_SIG\"");
            case "poi-bounds" ->
                with("add", "/measurements/0/config/parameters/-", "{\"name\": \"mu\", \"bounds\": [[0.5, 10]]}");
            case "channel-without-observation" -> with("remove", "/observations/1", "");
            case "observation-without-channel" -> with("add", "/observations/1", "{\"name\": \"VR\", \"data\": [5]}");
            case "unused-configuration" ->
                with("add", "/measurements/0/config/parameters/-", "{\"name\": \"xsect\", \"inits\": [0.1]}");
            case "empty-bin" ->
                and(
                        with("replace", BACKGROUND + "/data/1", "0.0"),
                        "replace",
                        BACKGROUND + "/modifiers/0/data",
                        "{\"lo_data\": [40.0, 0], \"hi_data\": [61, 0]}");
            case "negative-rate" ->
                with("replace", BACKGROUND + "/modifiers/0/data", "{\"lo_data\": [20.0, 64.0], \"hi_data\": [61, 56]}");
            case "few-events" ->
                and(
                        with("replace", "/channels/0/samples/1/data", "[1.0, 2.0]"),
                        "replace",
                        BACKGROUND + "/modifiers",
                        "[]");
            case "rate-without-uncertainty" -> with("replace", BACKGROUND + "/modifiers/2/data/1", "0");
            case "uncertainty-without-rate" ->
                and(of("empty-bin"), "replace", BACKGROUND + "/modifiers/2/data/1", "3.0");
            case "large-uncertainty" -> with("replace", "/channels/1/samples/0/modifiers/1/data/0", "90.0");
            case "negative-uncertainty" -> with("replace", BACKGROUND + "/modifiers/2/data/1", "-5");
            case "shared-bins" ->
                and(
                        withModifier("{\"name\": \"free\", \"type\": \"shapefactor\", \"data\": null}"),
                        "add",
                        "/channels/1/samples/0/modifiers/-",
                        "{\"name\": \"free\", \"type\": \"shapefactor\", \"data\": null}");
            case "huge-variation" -> with("replace", BACKGROUND + "/modifiers/1/data/hi", "40");
            case "one-sided-variation" ->
                with("replace", BACKGROUND + "/modifiers/0/data", "{\"lo_data\": [60.0, 64.0], \"hi_data\": [61, 56]}");
            case "no-variation" ->
                withModifier("{\"name\": \"idle\", \"type\": \"normsys\", \"data\": {\"lo\": 1, \"hi\": 1}}");
            case "failed-fit" -> and(of("empty-bin"), "replace", "/channels/0/samples/0/data/1", "0");
            case "flat-direction" ->
                and(
                        withModifier("{\"name\": \"k\", \"type\": \"normfactor\", \"data\": null}"),
                        "add",
                        BACKGROUND + "/modifiers/-",
                        "{\"name\": \"l\", \"type\": \"normfactor\", \"data\": null}");
            case "parameter-at-bound" ->
                and(
                        withModifier("{\"name\": \"k\", \"type\": \"normfactor\", \"data\": null}"),
                        "add",
                        "/measurements/0/config/parameters/-",
                        "{\"name\": \"k\", \"inits\": [0.5], \"bounds\": [[0.1, 0.75]]}");
            case "several-minima" -> """
                {"channels": [{"name": "SR", "samples": [
                   {"name": "signal", "data": [20.0, 10.0], "modifiers": [
                      {"name": "mu", "type": "normfactor", "data": null}]},
                   {"name": "background", "data": [100.0, 200.0], "modifiers": [
                      {"name": "bend", "type": "histosys",
                       "data": {"lo_data": [140.0, 200.0], "hi_data": [140.0, 210.0]}}]}]}],
                 "observations": [{"name": "SR", "data": [140, 205]}],
                 "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": []}}],
                 "version": "1.0.0"}
                """;
            case "prunable-systematics" ->
                withModifier("{\"name\": \"small\", \"type\": \"normsys\", \"data\": {\"lo\": 0.999, \"hi\": 1.001}}");
            default -> throw new IllegalArgumentException("no patient with " + kind);
        };
    }
}
