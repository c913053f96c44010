package dev.limen.histfactory.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.histfactory.JsonPatch;
import dev.limen.histfactory.internal.JsonReader;
import dev.limen.histfactory.internal.JsonWriter;
import dev.limen.histfactory.internal.Pointer;
import dev.limen.histfactory.internal.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is seen of a document before it is decoded, and mended without a decision: keys that the schema does not know or
 * wants, numbers written as texts, normsys factors that are not positive.
 */
final class TreeFindings {
    static final String NOT_POSITIVE = "normsys-not-positive";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String REFUSED = "the workspace is refused, here as by pyhf, until this is mended";
    private static final List<String> WITHOUT_DATA = List.of("normfactor", "shapefactor", "lumi");

    private final List<Finding> found = new ArrayList<>();

    private TreeFindings() {}

    static List<Finding> of(JsonNode document) {
        TreeFindings findings = new TreeFindings();
        findings.workspace(document);
        return List.copyOf(findings.found);
    }

    private void workspace(JsonNode at) {
        if (!at.isObject()) {
            return;
        }
        keys("", at, List.of("channels", "measurements", "observations", "version"));
        wanted("", at, "version", NODES.textNode("1.0.0"));
        each("/channels", at.get("channels"), this::channel);
        each("/observations", at.get("observations"), (pointer, observation) -> {
            keys(pointer, observation, List.of("name", "data"));
            numbers(pointer + "/data", observation.get("data"));
        });
        each("/measurements", at.get("measurements"), (pointer, measurement) -> {
            keys(pointer, measurement, List.of("name", "config"));
            JsonNode config = measurement.get("config");
            if (config instanceof ObjectNode) {
                keys(pointer + "/config", config, List.of("poi", "parameters"));
                wanted(pointer + "/config", config, "parameters", NODES.arrayNode());
                List<String> known = List.of("name", "inits", "bounds", "auxdata", "factors", "sigmas", "fixed");
                each(
                        pointer + "/config/parameters",
                        config.get("parameters"),
                        (place, parameter) -> keys(place, parameter, known));
            }
        });
    }

    private void channel(String pointer, JsonNode channel) {
        keys(pointer, channel, List.of("name", "samples"));
        each(pointer + "/samples", channel.get("samples"), (place, sample) -> {
            keys(place, sample, List.of("name", "data", "modifiers"));
            wanted(place, sample, "modifiers", NODES.arrayNode());
            numbers(place + "/data", sample.get("data"));
            each(
                    place + "/modifiers",
                    sample.get("modifiers"),
                    (modifier, node) -> modifier(modifier, node, sample.path("data")));
        });
    }

    private void modifier(String pointer, JsonNode modifier, JsonNode contents) {
        keys(pointer, modifier, List.of("name", "type", "data"));
        String type = modifier.path("type").asText();
        JsonNode data = modifier.get("data");
        if (WITHOUT_DATA.contains(type)) {
            wanted(pointer, modifier, "data", NODES.nullNode());
            if (data != null && !data.isNull()) {
                refused(
                        pointer + "/data",
                        "a " + type + " with data " + JsonWriter.brief(data),
                        "Write null: a " + type + " has none.",
                        Operations.replace(pointer + "/data", NODES.nullNode()));
            }
        } else if (data != null && data.isArray()) {
            numbers(pointer + "/data", data);
        } else if (data != null && type.equals("histosys")) {
            numbers(pointer + "/data/lo_data", data.get("lo_data"));
            numbers(pointer + "/data/hi_data", data.get("hi_data"));
        } else if (data != null && type.equals("normsys")) {
            factors(pointer, modifier, contents);
        }
    }

    private void factors(String pointer, JsonNode modifier, JsonNode contents) {
        JsonNode lo = modifier.get("data").path("lo");
        JsonNode hi = modifier.get("data").path("hi");
        if (!lo.isNumber() || !hi.isNumber() || (lo.doubleValue() > 0 && hi.doubleValue() > 0)) {
            return;
        }
        String key = lo.doubleValue() > 0 ? "hi" : "lo";
        Finding finding = new Finding(
                NOT_POSITIVE,
                Severity.ERROR,
                pointer + "/data/" + key,
                "the normsys '" + modifier.path("name").asText() + "' has the factors lo " + lo.asText() + " and hi "
                        + hi.asText(),
                "interpolation takes their logarithm (codes 1 and 4), so that no model can be made; in pyhf the"
                        + " likelihood is NaN",
                "Make it a histosys with the contents lo and hi times the nominal ones, or give positive factors.");
        found.add(
                isNumbers(contents, Math.max(Math.abs(lo.doubleValue()), Math.abs(hi.doubleValue())))
                        ? finding.withPatch(Operations.replace(pointer, histosys(modifier, contents)))
                        : finding);
    }

    private static ObjectNode histosys(JsonNode normsys, JsonNode contents) {
        ObjectNode mended = normsys.deepCopy();
        mended.put("type", "histosys");
        ObjectNode data = mended.putObject("data");
        for (String side : List.of("lo", "hi")) {
            ArrayNode array = data.putArray(side + "_data");
            double factor = normsys.get("data").get(side).doubleValue();
            contents.forEach(content -> array.add(factor * content.doubleValue()));
        }
        return mended;
    }

    /** Whether these are numbers, and finite when multiplied by a factor. */
    private static boolean isNumbers(JsonNode contents, double factor) {
        for (JsonNode content : contents) {
            if (!content.isNumber() || !Double.isFinite(factor * content.doubleValue())) {
                return false;
            }
        }
        return contents.isArray() && !contents.isEmpty();
    }

    private void keys(String pointer, JsonNode object, List<String> known) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!known.contains(member.getKey())) {
                String place = pointer + "/" + Pointer.escape(member.getKey());
                refused(
                        place,
                        "the key '" + member.getKey() + "', which the schema does not know."
                                + Suggestion.among(member.getKey(), known),
                        "Remove it, or correct its spelling.",
                        Operations.remove(place));
            }
        }
    }

    private void wanted(String pointer, JsonNode object, String key, JsonNode value) {
        if (object.isObject() && !object.has(key)) {
            refused(
                    pointer,
                    "the key '" + key + "' is missing",
                    "Add it: " + JsonWriter.brief(value) + ".",
                    Operations.add(pointer + "/" + key, value));
        }
    }

    private void numbers(String pointer, JsonNode array) {
        for (int i = 0; array != null && array.isArray() && i < array.size(); i++) {
            String text = array.get(i).isTextual() ? array.get(i).textValue() : "";
            if (text.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d{1,3})?")) {
                String place = pointer + "/" + i;
                refused(
                        place,
                        "the number " + text + " is written as a text",
                        "Write it without quotes.",
                        Operations.replace(place, JsonReader.parse(text, place)));
            }
        }
    }

    private void refused(String pointer, String what, String mend, JsonPatch patch) {
        found.add(new Finding(Reading.REFUSED, Severity.ERROR, pointer, what, REFUSED, mend).withPatch(patch));
    }

    private interface Visit {
        void at(String pointer, JsonNode node);
    }

    private static void each(String pointer, JsonNode array, Visit visit) {
        for (int i = 0; array != null && array.isArray() && i < array.size(); i++) {
            if (array.get(i).isObject()) {
                visit.at(pointer + "/" + i, array.get(i));
            }
        }
    }
}
