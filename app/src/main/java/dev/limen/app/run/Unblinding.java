package dev.limen.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.optimise.ObservedCounts;
import dev.limen.app.optimise.SavedNetwork;
import dev.limen.histfactory.Measurement;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Observation;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.Significance;
import dev.limen.inference.UpperLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the data at the thresholds and weights that a finished blind run froze, and writes what was observed beside its results. */
public final class Unblinding {

    private static final String RESULT = "observed.json";

    private final RunFolder run;
    private final Analysis analysis;

    /**
     * Prepares to unblind a run.
     *
     * @throws RunFolderException if the run is not finished, was of another analysis, or was unblinded before
     */
    public Unblinding(Path folder, Analysis analysis) {
        Path resolved = folder.resolve("analysis.yaml");
        if (!Files.exists(folder.resolve("result.json")) || !Files.exists(resolved)) {
            throw new RunFolderException(folder + " holds no finished run, so that no cuts are frozen; run '"
                    + (analysis.networks().isEmpty() ? "limen optimise" : "limen train")
                    + "' without --unblind first.");
        }
        if (!AnalysisFile.read(resolved).equals(analysis)) {
            throw new RunFolderException("The analysis has changed since the run in " + folder
                    + ", so that its cuts are not frozen; run it blind again.");
        }
        if (Files.exists(folder.resolve(RESULT))) {
            throw new RunFolderException(
                    folder + " was unblinded before; its results are in " + folder.resolve(RESULT) + ".");
        }
        this.run = RunFolder.existing(folder);
        this.analysis = analysis;
    }

    /**
     * Reads the data and writes {@code workspace-observed.json} and {@code observed.json}.
     *
     * @param base the folder that names in the analysis are relative to
     * @return what was observed
     * @throws dev.limen.autodiff.NotConvergedException if a fit did not converge
     */
    public Map<String, Object> unblind(Path base) {
        Map<String, List<Double>> counts = ObservedCounts.at(analysis, base, thresholds(), networks());
        Workspace blind = Workspace.read(run.path().resolve("workspace.json"));
        List<Observation> observations = new ArrayList<>();
        counts.forEach((region, content) -> observations.add(new Observation(region, content)));
        Measurement measurement = blind.measurement();
        Workspace workspace = Workspace.of(
                blind.name(),
                blind.channels(),
                observations,
                List.of(new Measurement("observed", measurement.poi(), measurement.parameters())));
        Model model = Model.of(workspace, workspace.measurement(), analysis.interpolation());
        UpperLimit limit =
                UpperLimit.of(model, model.data(), analysis.objective().level());
        Significance significance = Significance.of(model, model.data());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("blind", false);
        tree.put("counts", counts);
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("level", analysis.objective().level());
        limits.put("obs", limit.observed());
        limits.put("exp", limit.expected().values());
        limit.note().ifPresent(note -> limits.put("note", note));
        limits.put("limen", AsimovTree.of(limit.asimov(), 0, limit.certificates(), model.parameters()));
        tree.put("limit", limits);
        Map<String, Object> discovery = new LinkedHashMap<>();
        discovery.put("obs", significance.observed());
        discovery.put("exp", significance.expected());
        discovery.put("limen", AsimovTree.of(limit.asimov(), 1, significance.certificates(), model.parameters()));
        tree.put("significance", discovery);
        run.write("workspace-observed.json", workspace.toJson());
        run.writeJson(RESULT, tree);
        return tree;
    }

    private double threshold(JsonNode result, String name) {
        JsonNode value = analysis.networks().isEmpty()
                ? result.path("cuts").path(name).path("rounded")
                : result.path("network").path("thresholds").path(name);
        if (!value.isNumber()) {
            throw new RunFolderException("The result in " + run.path() + " has no threshold '" + name
                    + "'; it is damaged. Run the analysis blind again.");
        }
        return value.asDouble();
    }

    private List<SavedNetwork> networks() {
        return analysis.networks().stream()
                .map(network -> NetworkFiles.read(run.path(), network))
                .toList();
    }

    private double[] thresholds() {
        try {
            JsonNode result = new ObjectMapper()
                    .readTree(run.path().resolve("result.json").toFile());
            return analysis.cuts().stream()
                    .flatMap(cut -> cut.thresholds().stream())
                    .mapToDouble(threshold -> threshold(result, threshold.name()))
                    .toArray();
        } catch (IOException error) {
            throw new RunFolderException(
                    "The result in " + run.path() + " cannot be read: " + error.getMessage(), error);
        }
    }
}
