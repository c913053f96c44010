package dev.limen.app.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

@Tag("once")
class AnalysisSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void definesTheKeysOfTheReaderAndNoOthers() throws IOException {
        JsonNode definitions = tree().get("$defs");
        assertEquals(
                Arrays.stream(Keys.values()).map(Keys::definition).collect(Collectors.toSet()),
                new java.util.HashSet<>(names(definitions)));
        for (Keys keys : Keys.values()) {
            assertEquals(keys.keys(), names(definitions.get(keys.definition()).get("properties")), keys.definition());
            assertFalse(definitions
                    .get(keys.definition())
                    .get("additionalProperties")
                    .asBoolean(true));
        }
    }

    @Test
    void acceptsTheExampleAndWhatTheWriterWrites() throws IOException {
        assertEquals(List.of(), problems(ExampleFile.text()));
        assertEquals(List.of(), problems(AnalysisWriter.write(AnalysisFile.read(ExampleFile.PATH))));
        assertEquals(List.of(), problems(NetworkFile.TEXT));
        Analysis network = AnalysisFile.parse(Path.of("networks.yaml"), NetworkFile.TEXT);
        assertEquals(List.of(), problems(AnalysisWriter.write(network)));
        assertEquals(List.of(), problems(ObjectFile.TEXT));
        Analysis objects = AnalysisFile.parse(Path.of("objects.yaml"), ObjectFile.TEXT);
        assertEquals(List.of(), problems(AnalysisWriter.write(objects)));
        for (String text : List.of(ObjectFile.QUANTITIES, ObjectFile.DEEP_SET, ObjectFile.SET_ALONE)) {
            assertEquals(List.of(), problems(text));
            Analysis read = AnalysisFile.parse(Path.of("networks.yaml"), text);
            assertEquals(List.of(), problems(AnalysisWriter.write(read)));
        }
        assertEquals(List.of(), problems(NetworkFile.CATEGORIES));
        Analysis categories = AnalysisFile.parse(Path.of("categories.yaml"), NetworkFile.CATEGORIES);
        assertEquals(List.of(), problems(AnalysisWriter.write(categories)));
    }

    @Test
    void acceptsTheShippedExample() throws IOException {
        Path shipped = Path.of(System.getProperty("limen.root"), "examples/htautau/analysis.yaml");
        assertEquals(List.of(), problems(Files.readString(shipped)));
        assertEquals(3, AnalysisFile.read(shipped).cuts().size());
        Path network = Path.of(System.getProperty("limen.root"), "examples/htautau/network.yaml");
        assertEquals(List.of(), problems(Files.readString(network)));
        assertEquals(1, AnalysisFile.read(network).networks().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "width: 5, round: 5 | widht: 5, round: 5",
                "below: mt, | below: mt, above: mt,",
                "range: [20, 150] | range: [20]",
                "role: signal | role: signl",
                "role: signal | role: signal, cross_section: 1",
                "norm: [0.94, 1.06] | norm: [0.94, 1.06], split: 1",
                "tau_pt: [0.97, 1.03] | tau_pt: scaled",
                "level: 0.95 | level: 95",
                "minimise: expected_limit | maximise: expected_limit",
                "steps: 150 | steps: 0",
                "preselection: \"lep_pt > 22 and tau_pt > 20\" | backend: [vector]",
                "preselection: \"lep_pt > 22 and tau_pt > 20\" | interpolation: code0_code1",
            })
    void refusesWhatTheReaderRefuses(String passage, String replacement) throws IOException {
        String text = ExampleFile.with(passage, replacement);
        assertThrows(AnalysisFileException.class, () -> AnalysisFile.parse(Path.of("a.yaml"), text));
        assertFalse(problems(text).isEmpty(), text);
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode tree() throws IOException {
        try (InputStream in = Analysis.class.getResourceAsStream("analysis.schema.json")) {
            return JSON.readTree(in);
        }
    }

    private static List<String> problems(String yaml) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(tree().toString());
        JsonNode document = JSON.valueToTree(new Yaml().load(yaml));
        return schema.validate(document).stream().map(Object::toString).toList();
    }
}
