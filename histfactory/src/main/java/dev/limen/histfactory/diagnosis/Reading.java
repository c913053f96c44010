package dev.limen.histfactory.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.histfactory.JsonPatch;
import dev.limen.histfactory.Measurement;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import dev.limen.histfactory.WorkspaceException;
import dev.limen.histfactory.internal.JsonReader;
import dev.limen.histfactory.internal.JsonWriter;
import dev.limen.histfactory.internal.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A document read as far as it goes: what is refused becomes a finding, is mended where it can be and cut where it
 * cannot, and the rest is read again.
 */
final class Reading {
    static final String REFUSED = "refused";

    private static final int MOST = 100;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String name;
    private final DiagnosisSettings settings;
    private final Remains remains;
    private final List<Finding> findings;
    private Optional<Workspace> workspace = Optional.empty();
    private Optional<Model> model = Optional.empty();

    /** Reads a tree, which is left as it is. */
    Reading(String name, JsonNode tree, DiagnosisSettings settings) {
        this.name = name;
        this.settings = settings;
        this.findings = new ArrayList<>(TreeFindings.of(tree));
        settings.measurement().ifPresent(asked -> require(asked, tree.path("measurements")));
        String text = JsonWriter.write(tree, JsonWriter.Style.LINE);
        List<JsonPatch> mends =
                findings.stream().flatMap(finding -> finding.patch().stream()).toList();
        String mended = Operations.together(mends).applyTo(text, name);
        this.remains = new Remains(JsonReader.parse(mended, name));
        fill();
        boolean more = true;
        for (int refusals = 0; more && refusals <= MOST; refusals++) {
            more = refusedOnce();
        }
        if (more) {
            findings.add(new Finding(
                    REFUSED,
                    Severity.ERROR,
                    "",
                    "more than " + MOST + " parts are refused; the others are not listed",
                    "the workspace is refused; nothing else of it is looked at",
                    "Mend these, and look again."));
        }
    }

    private void require(String measurement, JsonNode measurements) {
        List<String> names = new ArrayList<>();
        measurements.forEach(each -> names.add(each.path("name").asText()));
        if (!names.contains(measurement)) {
            throw new WorkspaceException(
                    name,
                    "/measurements",
                    "no measurement '" + measurement + "'." + Suggestion.among(measurement, names));
        }
    }

    /** Empty lists that a workspace must not have, so that the rest can be read. */
    private void fill() {
        if (!(remains.root() instanceof ObjectNode root)) {
            return;
        }
        missing(root, "observations", "{\"name\": \"\", \"data\": [0]}", "No data are fitted.");
        missing(
                root,
                "measurements",
                "{\"name\": \"\", \"config\": {\"poi\": \"\", \"parameters\": []}}",
                "There is no parameter of interest.");
    }

    private void missing(ObjectNode root, String key, String placeholder, String consequence) {
        JsonNode value = root.get(key);
        if (value == null || value.isArray() && value.isEmpty()) {
            findings.add(new Finding(
                    REFUSED,
                    Severity.ERROR,
                    value == null ? "" : "/" + key,
                    "there are no " + key,
                    "the workspace is refused. " + consequence,
                    "Add them."));
            ArrayNode array = NODES.arrayNode();
            array.add(JsonReader.parse(placeholder, name));
            root.set(key, array);
        }
    }

    /** Reads what remains; whether something was cut, so that it has to be read again. */
    private boolean refusedOnce() {
        try {
            Workspace read = Workspace.parse(JsonWriter.write(remains.root(), JsonWriter.Style.LINE), name);
            workspace = Optional.of(read);
            model = Optional.of(Model.of(read, measurement(read), settings.interpolation()));
            return false;
        } catch (WorkspaceException refusal) {
            findings.add(refused(refusal));
            return cut(Remains.tokens(refusal.pointer()));
        }
    }

    /** The measurement asked for; the first one if that had to be cut. */
    private Measurement measurement(Workspace read) {
        return settings.measurement()
                .filter(asked -> read.measurements().stream()
                        .anyMatch(each -> each.name().equals(asked)))
                .map(read::measurement)
                .orElseGet(read::measurement);
    }

    private Finding refused(WorkspaceException refusal) {
        String problem = refusal.problem();
        int end = problem.indexOf(". ");
        String cure = end < 0 ? "Correct it." : problem.substring(end + 2);
        return new Finding(
                REFUSED,
                Severity.ERROR,
                remains.original(refusal.pointer()),
                end < 0 ? problem : problem.substring(0, end),
                "the workspace is refused until this is mended; the part is left out of the rest of this diagnosis",
                cure);
    }

    /** Cuts the smallest part around a place that a workspace can do without; false if there is none. */
    private boolean cut(List<String> tokens) {
        for (int length : new int[] {6, 5, 4, 2}) {
            if (tokens.size() >= length && isPart(tokens.subList(0, length))) {
                boolean cut = remains.cut(tokens.subList(0, length));
                if (!tokens.get(0).equals("channels")) {
                    fill();
                }
                return cut;
            }
        }
        return false;
    }

    private static boolean isPart(List<String> tokens) {
        String keys = String.join(
                "/",
                tokens.stream()
                        .map(token -> token.matches("\\d{1,9}") ? "*" : token)
                        .toList());
        return List.of(
                        "channels/*/samples/*/modifiers/*",
                        "measurements/*/config/parameters/*",
                        "channels/*/samples/*",
                        "channels/*",
                        "observations/*",
                        "measurements/*")
                .contains(keys);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** What can be read of the workspace. */
    Optional<Workspace> workspace() {
        return workspace;
    }

    /** What can be made a model of. */
    Optional<Model> model() {
        return model;
    }

    /** Where in the document a place of {@link #workspace} is. */
    String pointer(String place) {
        return remains.original(place);
    }
}
