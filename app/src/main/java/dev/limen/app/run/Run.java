package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.optimise.Checkpoints;
import dev.limen.app.optimise.InterruptedOptimisationException;
import dev.limen.app.optimise.Journal;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.TrainingOutcome;
import dev.limen.app.report.Report;
import dev.limen.app.report.ReportData;
import dev.limen.histfactory.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An optimisation's folder from the beginning to the end: what the run began with, its state while it lasts, and what
 * came of it. A run that was interrupted or killed is continued by one of the same analysis, inputs and versions.
 */
public final class Run implements AutoCloseable {
    private final RunFolder folder;
    private final Provenance provenance;
    private final StateFile state;
    private final boolean continued;

    private Run(RunFolder folder, Provenance provenance, StateFile state, boolean continued) {
        this.continued = continued;
        this.folder = folder;
        this.provenance = provenance;
        this.state = state;
    }

    private static Run of(RunFolder folder, Provenance provenance, Optional<StateFile> state) {
        StateFile mine = state.orElseThrow(() -> new RunFolderException(
                "Another process is at the run in " + folder.path() + ". Wait for it, or choose another folder."));
        boolean continued = !mine.entries().isEmpty() || folder.hasCheckpoints();
        if (!continued) {
            try {
                provenance.write(folder);
            } catch (RunFolderException failure) {
                mine.close();
                throw failure;
            }
        }
        return new Run(folder, provenance, mine, continued);
    }

    /**
     * Continues the unfinished run in a folder, or begins one if the folder does not exist or is empty.
     *
     * @param file the analysis file
     * @param base the folder that names in it are relative to
     * @throws RunFolderException if the folder holds anything else, or cannot be written, or an input cannot be read
     * @throws dev.limen.data.DataException if a file of events does not exist
     */
    public static Run in(Path folder, Analysis analysis, Path file, Path base) {
        if (!StateFile.in(folder)) {
            RunFolder fresh = RunFolder.fresh(folder);
            return of(fresh, Provenance.of(analysis, file, base), StateFile.open(folder));
        }
        Provenance provenance = Provenance.of(analysis, file, base);
        Optional<String> difference = provenance.difference(folder);
        if (difference.isPresent()) {
            throw new RunFolderException(
                    "The folder " + folder + " holds an unfinished run, which cannot be continued: " + difference.get()
                            + ". Choose another folder, or give --force to replace it.");
        }
        return of(RunFolder.existing(folder), provenance, StateFile.open(folder));
    }

    /**
     * Begins a run in a folder, replacing an earlier one in it; as {@link #in}.
     *
     * @throws RunFolderException if the folder cannot be written, or an input cannot be read
     */
    public static Run replacing(Path folder, Analysis analysis, Path file, Path base) {
        Provenance provenance = Provenance.of(analysis, file, base);
        return of(RunFolder.replacing(folder), provenance, StateFile.replacing(folder));
    }

    /**
     * Continues the last of the runs {@code name-001}, {@code name-002}, ... in a folder where it is an unfinished one of
     * this analysis that nobody is at, else begins the next; as {@link #in}.
     */
    public static Run last(Path parent, Analysis analysis, Path file, Path base) {
        Provenance provenance = Provenance.of(analysis, file, base);
        Optional<Path> last = RunFolder.last(parent, provenance.title()).filter(StateFile::in);
        if (last.isPresent() && provenance.difference(last.get()).isEmpty()) {
            RunFolder unfinished = RunFolder.existing(last.get());
            Optional<StateFile> state = StateFile.open(last.get());
            if (state.isPresent()) {
                return of(unfinished, provenance, state);
            }
        }
        return numbered(parent, provenance);
    }

    /** Begins the next of the runs {@code name-001}, {@code name-002}, ... in a folder; as {@link #in}. */
    public static Run next(Path parent, Analysis analysis, Path file, Path base) {
        return numbered(parent, Provenance.of(analysis, file, base));
    }

    private static Run numbered(Path parent, Provenance provenance) {
        RunFolder next = RunFolder.numbered(parent, provenance.title());
        return of(next, provenance, StateFile.open(next.path()));
    }

    /** Where it is. */
    public Path path() {
        return folder.path();
    }

    /** Whether an earlier process began it. */
    public boolean begun() {
        return continued;
    }

    /** How many evaluations of the objective an earlier process left; 0 if the run begins. */
    public int recalled() {
        return state.entries().size();
    }

    /** What an earlier process computed of it, and where more is kept. */
    public Journal journal() {
        return new Journal(state.entries(), state::add);
    }

    /**
     * Writes the trajectory, the result, the final workspace and the report: the run is finished.
     *
     * @throws RunFolderException if the folder cannot be written
     */
    public void end(Outcome outcome) {
        write(outcome.thresholds(), outcome.trajectory());
        Analysis analysis = provenance.analysis();
        end(
                outcome.workspace(),
                new ReportWriter(analysis, outcome).data(provenance),
                ResultTree.of(analysis, outcome));
    }

    /** Where trainings keep their state until the run is finished. */
    public Checkpoints checkpoints() {
        return Checkpoints.in(folder.path());
    }

    /**
     * Writes the curves, the result, the networks, the final workspace and the report: the run is finished.
     *
     * @throws RunFolderException if the folder cannot be written
     */
    public void end(TrainingOutcome outcome) {
        folder.writeLines("curves.jsonl", TrainingTree.curves(outcome));
        NetworkFiles.write(folder.path(), outcome);
        Analysis analysis = provenance.analysis();
        end(
                outcome.workspace(),
                new TrainingReport(analysis, outcome).data(provenance),
                TrainingTree.of(analysis, outcome));
    }

    private void end(Workspace workspace, ReportData report, Map<String, Object> result) {
        folder.write("workspace.json", workspace.toJson());
        folder.write("report.html", Report.html(report));
        folder.writeJson("result.json", result);
        folder.removeCheckpoints();
        state.remove();
    }

    /**
     * Writes the trajectory of a run that the user stopped: it can be continued.
     *
     * @throws RunFolderException if the folder cannot be written
     */
    public void stop(InterruptedOptimisationException interruption) {
        write(interruption.thresholds(), interruption.trajectory());
    }

    private void write(List<String> thresholds, List<Outcome.Point> points) {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (Outcome.Point point : points) {
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("step", point.step());
            step.put("objective", point.objective());
            for (int i = 0; i < point.thresholds().length; i++) {
                step.put(thresholds.get(i), point.thresholds()[i]);
            }
            point.hard().ifPresent(hard -> step.put("hard", Double.isFinite(hard) ? (Object) hard : "NaN"));
            steps.add(step);
        }
        folder.writeLines("trajectory.jsonl", steps);
    }

    /** Lets go of the folder; a later process may continue a run that is not finished. */
    @Override
    public void close() {
        state.close();
    }
}
