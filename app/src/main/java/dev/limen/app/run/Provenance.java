package dev.limen.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisWriter;
import dev.limen.app.optimise.Optimisation;
import dev.limen.data.EventSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run's numbers follow from: the same analysis, inputs and versions give the same bits.
 *
 * @param analysis what was asked
 * @param file the analysis file
 * @param inputs digests of the analysis file and the files of events, in this order
 * @param versions of the program and of what it runs on
 */
record Provenance(Analysis analysis, Path file, List<Digest> inputs, Versions versions) {
    private static final String RESOLVED = "analysis.yaml";
    private static final String RUN = "run.json";

    /**
     * Reads and digests the inputs.
     *
     * @param base the folder that names in the analysis are relative to
     * @throws RunFolderException if an input cannot be read
     * @throws dev.limen.data.DataException if a file of events does not exist
     */
    static Provenance of(Analysis analysis, Path file, Path base) {
        Set<Path> files = new LinkedHashSet<>();
        files.add(file);
        analysis.simulated().forEach(sample -> sample.files().forEach(name -> {
            String pattern = base.resolve(name).toString();
            EventSource.byEnding(pattern).files().forEach(path -> files.add(Path.of(path)));
        }));
        return new Provenance(analysis, file, files.stream().map(Digest::of).toList(), Versions.ofProcess());
    }

    /** Writes the resolved analysis, the seeds of the split and of the judgement, the inputs' digests and the versions. */
    void write(RunFolder folder) {
        folder.write(RESOLVED, AnalysisWriter.write(analysis));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("versions", versions.toTree());
        tree.put("seed", analysis.events().split().seed());
        tree.put("judgement_seed", Optimisation.SEED);
        tree.put("blind", true);
        List<Object> digests = new ArrayList<>();
        inputs.forEach(input -> digests.add(input.toTree()));
        tree.put("inputs", digests);
        folder.writeJson(RUN, tree);
    }

    /**
     * What keeps this from continuing the run that was begun in a folder, in words; empty if nothing does.
     *
     * @throws RunFolderException if the folder cannot be read
     */
    Optional<String> difference(Path folder) {
        if (!Files.exists(folder.resolve(RUN))) {
            return Optional.empty();
        }
        try {
            if (!Files.readString(folder.resolve(RESOLVED)).equals(AnalysisWriter.write(analysis))) {
                return Optional.of("it is of another analysis, or this one has changed since");
            }
            JsonNode begun = new ObjectMapper().readTree(folder.resolve(RUN).toFile());
            // The analysis file itself comes first: its comments do not matter.
            for (int i = 1; i < Math.max(inputs.size(), begun.path("inputs").size()); i++) {
                String digest = i < inputs.size() ? inputs.get(i).sha256() : "";
                if (!begun.path("inputs").path(i).path("sha256").asText().equals(digest)) {
                    return Optional.of("the files of events have changed since");
                }
            }
            for (Map.Entry<String, Object> version : versions.bits().entrySet()) {
                String then = begun.path("versions").path(version.getKey()).asText();
                if (!then.equals(version.getValue())) {
                    return Optional.of("it was begun with another version of " + version.getKey() + " (" + then
                            + "; now " + version.getValue() + ")");
                }
            }
            return Optional.empty();
        } catch (IOException error) {
            throw new RunFolderException("The unfinished run in " + folder + " cannot be read: " + error, error);
        }
    }

    /** The analysis' name: its folder's where the file is called analysis.yaml. */
    String title() {
        Path absolute = file.toAbsolutePath().normalize();
        String name = absolute.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        Path parent = absolute.getParent();
        return name.equals("analysis") && parent != null && parent.getFileName() != null
                ? parent.getFileName().toString()
                : name;
    }
}
