package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Optimiser.Algorithm;
import dev.limen.app.analysis.Threshold;
import dev.limen.autodiff.optimise.Adam;
import dev.limen.autodiff.optimise.GradientDescent;
import dev.limen.autodiff.optimise.LBFGS;
import dev.limen.autodiff.optimise.Optimiser;
import dev.limen.autodiff.optimise.Optimum;
import dev.limen.autodiff.optimise.Step;
import dev.limen.autodiff.optimise.StepListener;
import dev.limen.data.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Moves an analysis' thresholds by the gradient of its objective on soft templates, polishes them with hard cuts, and
 * compares before and after on events that were not used.
 */
public final class Optimisation {
    /** The seed of bootstrap replicas, toys and the random search. */
    public static final long SEED = 20261121;

    private final Analysis analysis;
    private final Plan plan;
    private final Progress progress;
    private final EventSets sets;
    private final Parts parts;
    private final Part training;
    private final Part validation;
    private final Floor floor;
    private final SoftObjective objective;
    private final double[] start;

    /**
     * Reads the events and looks at the start.
     *
     * @param base the folder that relative file names start from
     * @throws OptimisationException if events cannot be read, a sample has none, regions overlap, or the start has no
     *     signal or a negative background
     */
    public Optimisation(Analysis analysis, Path base, Progress progress) {
        this(analysis, read(analysis, base, progress), progress);
    }

    private static EventSets read(Analysis analysis, Path base, Progress progress) {
        if (!analysis.networks().isEmpty()) {
            throw new OptimisationException("The analysis has networks, whose weights are trained together with the"
                    + " thresholds; run 'limen train'.");
        }
        progress.phase("reading events");
        return new EventSets(new Plan(analysis), base);
    }

    /** Looks at the start with events that were read before. */
    Optimisation(Analysis analysis, EventSets sets, Progress progress) {
        this.analysis = analysis;
        this.plan = new Plan(analysis);
        this.progress = progress;
        this.sets = sets;
        progress.phase("preparing");
        this.parts = new Parts(plan, sets);
        this.training = parts.training();
        this.validation = parts.validation();
        this.start = plan.thresholds().stream().mapToDouble(Threshold::start).toArray();
        List<String> overlaps = training.at(start).overlaps();
        if (!overlaps.isEmpty()) {
            throw new OptimisationException(String.join("; ", overlaps)
                    + " with hard cuts. Regions must be disjoint: invert a cut of one in the other.");
        }
        this.floor = new Floor(plan);
        this.objective = new SoftObjective(plan, sets, parts.sensitivity(), floor, training);
        floor.admit(training.at(start).contents());
        floor.admit(objective.contents(start));
        for (String bin : new MonteCarlo(plan, training.at(start).contents()).notPositive()) {
            progress.warning(bin + ": the expected background at the start is not a positive number.");
        }
    }

    /**
     * Runs it.
     *
     * @throws OptimisationException if the objective cannot be computed at the start
     * @throws InterruptedOptimisationException if {@code progress} stops it
     */
    public Outcome run() {
        return run(Journal.none());
    }

    /**
     * Runs one that may have been broken off before; as {@link #run()}.
     *
     * @param journal what was computed of it, and where more is kept
     * @throws OptimisationException also if the journal is of another way
     */
    public Outcome run(Journal journal) {
        Found found = search(journal);
        progress.phase("comparing on test events");
        Passing passing = new Passing(
                plan,
                sample -> sets.events(sample.name(), Split.Part.TEST).nominal(),
                found.candidates().rounded());
        return new Judgement(plan, training, validation, parts.test(), floor)
                .outcome(
                        found.candidates(),
                        found.way(),
                        objective.contents(found.candidates().soft()),
                        counts(sets),
                        passing);
    }

    /**
     * What was found without a look at test events.
     *
     * @param candidates thresholds
     * @param way how
     */
    record Found(Judgement.Candidates candidates, Judgement.Way way) {}

    /** Finds thresholds, as {@link #run(Journal)}. */
    Found search(Journal journal) {
        progress.phase("optimising");
        progress.measures(analysis.objective().goal().words());
        JournaledObjective journaled = new JournaledObjective(objective, journal);
        Watch watch = new Watch(journal);
        Optimum optimum = optimiser().run(sense(), journaled, plan.parameters(start), watch);
        if (watch.trajectory.isEmpty()) {
            throw new OptimisationException(optimum.certificate().message());
        }
        requireGoingOn(watch, watch.stopped);
        double[] soft = optimum.x();
        progress.phase("polishing with hard cuts");
        Polish polish = new Polish(plan, training, validation, floor);
        double[] after = polish.polish(soft);
        double[] rounded = plan.rounded(after);
        requireGoingOn(watch, progress.stopped());

        progress.phase("searching at random");
        // Forward and reverse count one each, and so does each point that the polish tried.
        Judgement.Way way = way(optimum, watch, 2 * journaled.evaluations() + polish.evaluations());
        double[] searched = new HardSearch(plan, training, validation, floor).search(start, way.evaluations());
        requireGoingOn(watch, progress.stopped());

        return new Found(new Judgement.Candidates(start, soft, after, rounded, searched), way);
    }

    private void requireGoingOn(Watch watch, boolean stopped) {
        if (stopped) {
            throw new InterruptedOptimisationException(
                    plan.thresholds().stream().map(Threshold::name).toList(), watch.trajectory);
        }
    }

    private Judgement.Way way(Optimum optimum, Watch watch, int evaluations) {
        // A way that was walked to its end is no finding.
        boolean ended =
                watch.trajectory.size() > analysis.optimiser().algorithm().steps();
        boolean finding = !optimum.certificate().converged() && !ended;
        return new Judgement.Way(
                watch.trajectory,
                evaluations,
                finding ? List.of(optimum.certificate().message()) : List.of());
    }

    /** The events with hard cuts. */
    Parts parts() {
        return parts;
    }

    static Map<String, Integer> counts(EventSets sets) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Split.Part part : Split.Part.values()) {
            counts.put(part.name().toLowerCase(Locale.ROOT), sets.count(part));
        }
        return counts;
    }

    private Optimiser.Sense sense() {
        return analysis.objective().goal().maximised() ? Optimiser.Sense.MAXIMISE : Optimiser.Sense.MINIMISE;
    }

    private Optimiser optimiser() {
        Algorithm algorithm = analysis.optimiser().algorithm();
        if (algorithm instanceof Algorithm.Adam adam) {
            return Adam.steps(adam.steps()).learningRate(adam.learningRate());
        }
        if (algorithm instanceof Algorithm.GradientDescent descent) {
            return GradientDescent.steps(descent.steps()).learningRate(descent.learningRate());
        }
        return LBFGS.steps(algorithm.steps()).memory(((Algorithm.Lbfgs) algorithm).memory());
    }

    /** Anneals before each step, notes where it led, and lets the user stop. */
    private final class Watch implements StepListener {
        private final Journal journal;
        private final List<Outcome.Point> trajectory = new ArrayList<>();
        private List<String> overlaps = List.of();
        private boolean stopped;

        Watch(Journal journal) {
            this.journal = journal;
        }

        @Override
        public void before(int index) {
            objective.anneal(index);
        }

        @Override
        public boolean reached(Step step) {
            boolean checked = step.index() % analysis.optimiser().checkEvery() == 0;
            OptionalDouble hard = checked ? OptionalDouble.of(hard(step.x())) : OptionalDouble.empty();
            trajectory.add(new Outcome.Point(step.index(), step.x(), step.objective(), hard));
            if (journal.recalls()) {
                progress.recalled(step.index());
                return true;
            }
            if (checked) {
                warnOfOverlaps(step);
            }
            stopped = !progress.step(
                    step.index(), analysis.optimiser().algorithm().steps(), step.objective());
            return !stopped;
        }

        /** Once for each set of regions: what counts is the end, but a user may want to stop here. */
        private void warnOfOverlaps(Step step) {
            List<String> found = validation.at(step.x()).overlaps();
            if (!found.isEmpty() && overlaps.isEmpty()) {
                progress.warning(
                        "step " + step.index() + ": " + String.join("; ", found)
                                + " with hard cuts; a run that ends so is inconclusive. Invert a cut of one region in the other.");
            }
            overlaps = found;
        }

        private double hard(double[] x) {
            return journal.entry(
                            x, 0, () -> new Journal.Entry(x, validation.at(x).objective(), new double[0], ""))
                    .value();
        }
    }
}
