package dev.limen.histfactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** One workspace of shared/oracles with what pyhf and a multi-start Newton minimiser computed of it, by one setting. */
record Oracle(String name, Workspace workspace, Interpolation interpolation, JsonNode numbers) {

    /** Where the rates of a degenerate workspace leave no valid reference (README of the oracles, point 4). */
    static final List<String> DEGENERATE = List.of("pyhf_issue1720_greedy_staterror");

    private static Path folder() {
        Path folder = Path.of(System.getProperty("limen.shared", "../shared"), "oracles");
        Assumptions.assumeTrue(
                Files.isDirectory(folder), "skipped: the reference numbers in shared/oracles are not here");
        return folder;
    }

    /** The names of all of them. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(folder().resolve("workspaces"))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .filter(name -> Files.exists(folder().resolve("pyhf").resolve(name + ".json")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With codes 4 and 4p. */
    static Oracle of(String name) {
        return of(name, Interpolation.STANDARD);
    }

    static Oracle of(String name, Interpolation interpolation) {
        try {
            JsonNode all = new ObjectMapper()
                    .readTree(folder().resolve("pyhf").resolve(name + ".json").toFile());
            Workspace workspace = Workspace.read(folder().resolve("workspaces").resolve(name + ".json"));
            return new Oracle(name, workspace, interpolation, all.at("/settings/" + interpolation));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Model model() {
        return Model.of(workspace, workspace.measurement(), interpolation);
    }

    /** A number; "NaN" and "Infinity" are strings in the files. */
    double number(String pointer) {
        return number(numbers.at(pointer));
    }

    static double number(JsonNode node) {
        if (node.isMissingNode()) {
            throw new IllegalArgumentException("no such reference number");
        }
        return node.isTextual() ? Double.parseDouble(node.asText()) : node.asDouble();
    }

    double[] vector(String pointer) {
        return vector(numbers.at(pointer));
    }

    static double[] vector(JsonNode node) {
        double[] values = new double[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(node.get(i));
        }
        return values;
    }

    boolean has(String pointer) {
        return !numbers.at(pointer).isMissingNode();
    }
}
