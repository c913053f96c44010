package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Orders, starts, bounds and auxiliary data are those that pyhf 0.8.0.dev0 recorded for the same workspaces. */
final class PyhfReferenceOrderTest {
    @TestFactory
    Stream<DynamicTest> everyRecordedModelIsLaidOutAlike() {
        return Shared.json("oracles/pyhf").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
    }

    private static void compare(Path file) {
        JsonNode model = Shared.tree(file).get("settings").get("code4_code4p").get("model");
        Workspace workspace = Workspace.read(Shared.path("oracles/workspaces").resolve(file.getFileName()));
        DataOrder order = DataOrder.of(workspace);
        ParameterSets sets = ParameterSets.of(workspace, workspace.measurement());

        assertEquals(texts(model.get("channels")), order.channelNames());
        assertEquals(texts(model.get("samples")), order.samples());
        assertEquals(
                list(
                        model.get("modifiers"),
                        m -> m.get(0).textValue() + " " + m.get(1).textValue()),
                order.modifiers().stream()
                        .map(m -> m.name() + " " + m.type().json())
                        .toList());
        assertEquals(
                texts(model.get("par_order")),
                sets.sets().stream().map(ParameterSet::name).toList());
        assertEquals(texts(model.get("par_names")), sets.names());
        assertEquals(list(model.get("fixed"), JsonNode::booleanValue), sets.fixed());
        assertEquals(numbers(model.get("init")), sets.inits());
        assertEquals(
                list(
                        model.get("bounds"),
                        b -> new Bounds(b.get(0).doubleValue(), b.get(1).doubleValue())),
                sets.bounds());
        assertEquals(texts(model.get("auxdata_order")), sets.auxdataOrder());
        assertEquals(model.get("poi_index").intValue(), sets.poiIndex().orElseThrow());
        for (Map.Entry<String, JsonNode> slice : model.get("par_slices").properties()) {
            assertEquals(slice.getValue().get(0).intValue(), sets.offset(slice.getKey()));
            assertEquals(
                    slice.getValue().get(1).intValue(),
                    sets.offset(slice.getKey()) + sets.set(slice.getKey()).size());
        }
        for (Map.Entry<String, JsonNode> constraint : model.get("constraints").properties()) {
            String expected = constraint.getValue().get("pdf_type").asText("null");
            Constraint found = sets.set(constraint.getKey()).constraint();
            assertEquals(
                    expected.equals("null") ? Constraint.UNCONSTRAINED.spelling() : "constrained_by_" + expected,
                    found.spelling());
        }
        List<Double> data = new ArrayList<>(order.observed(workspace));
        assertEquals(model.get("nmaindata").intValue(), data.size());
        data.addAll(sets.auxdata());
        // tau = (nu / delta)^2 has three roundings here and may have others in NumPy.
        close(numbers(model.get("observed_data_with_aux")), data, 1e-15);
        close(numbers(model.get("auxdata")), sets.auxdata(), 1e-15);
    }

    private static void close(List<Double> expected, List<Double> found, double relative) {
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            double tolerance = relative * Math.abs(expected.get(i));
            assertTrue(
                    Math.abs(expected.get(i) - found.get(i)) <= tolerance,
                    i + ": expected " + expected.get(i) + ", found " + found.get(i));
        }
    }

    private static List<String> texts(JsonNode array) {
        return list(array, JsonNode::textValue);
    }

    private static List<Double> numbers(JsonNode array) {
        return list(array, JsonNode::doubleValue);
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> one) {
        List<T> list = new ArrayList<>();
        array.forEach(element -> list.add(one.apply(element)));
        return list;
    }
}
