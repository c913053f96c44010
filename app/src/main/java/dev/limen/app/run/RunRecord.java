package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisWriter;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.report.Report;
import dev.limen.data.EventSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes what a run began with and what came of it. */
public final class RunRecord {

    private final RunFolder folder;
    private final Analysis analysis;
    private final Path file;
    private final Path base;
    private final Versions versions = Versions.ofProcess();
    private List<Digest> inputs = List.of();

    /**
     * A record of an analysis.
     *
     * @param file the analysis file
     * @param base the folder that names in it are relative to
     */
    public RunRecord(RunFolder folder, Analysis analysis, Path file, Path base) {
        this.folder = folder;
        this.analysis = analysis;
        this.file = file;
        this.base = base;
    }

    /**
     * Writes the resolved analysis, the inputs' digests, the seed and the versions.
     *
     * @throws RunFolderException if the folder cannot be written or an input cannot be read
     * @throws dev.limen.data.DataException if a file of events does not exist
     */
    public void begin() {
        Set<Path> files = new LinkedHashSet<>();
        files.add(file);
        analysis.simulated().forEach(sample -> sample.files().forEach(name -> {
            String pattern = base.resolve(name).toString();
            EventSource source = pattern.endsWith(".csv") ? EventSource.csv(pattern) : EventSource.parquet(pattern);
            source.files().forEach(path -> files.add(Path.of(path)));
        }));
        inputs = files.stream().map(Digest::of).toList();
        folder.write("analysis.yaml", AnalysisWriter.write(analysis));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("versions", versions.toTree());
        tree.put("seed", analysis.events().split().seed());
        tree.put("blind", true);
        List<Object> digests = new ArrayList<>();
        inputs.forEach(input -> digests.add(input.toTree()));
        tree.put("inputs", digests);
        folder.writeJson("run.json", tree);
    }

    /**
     * Writes the trajectory, the result, the final workspace and the report.
     *
     * @throws RunFolderException if the folder cannot be written
     */
    public void end(Outcome outcome) {
        for (Outcome.Point point : outcome.trajectory()) {
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("step", point.step());
            step.put("objective", point.objective());
            for (int i = 0; i < point.thresholds().length; i++) {
                step.put(outcome.thresholds().get(i), point.thresholds()[i]);
            }
            point.hard().ifPresent(hard -> step.put("hard", Double.isFinite(hard) ? (Object) hard : "NaN"));
            folder.step(step);
        }
        folder.writeJson("result.json", ResultTree.of(analysis, outcome));
        folder.write("workspace.json", outcome.workspace().toJson());
        folder.write("report.html", Report.html(new ReportWriter(analysis, outcome).data(title(), versions, inputs)));
    }

    /** The analysis' name: its folder's where the file is called analysis.yaml. */
    private String title() {
        Path absolute = file.toAbsolutePath().normalize();
        String name = absolute.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        Path parent = absolute.getParent();
        return name.equals("analysis") && parent != null && parent.getFileName() != null
                ? parent.getFileName().toString()
                : name;
    }
}
