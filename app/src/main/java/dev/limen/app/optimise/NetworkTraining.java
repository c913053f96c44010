package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Objective;
import dev.limen.app.analysis.Sample;
import dev.limen.app.analysis.Training;
import dev.limen.app.analysis.Training.Comparison;
import dev.limen.app.analysis.Training.Start;
import dev.limen.data.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains an analysis' networks together with its thresholds by the gradient of its objective on soft templates, and
 * compares them, with hard cuts on events that were not used, with what was trained otherwise.
 */
public final class NetworkTraining {
    static final String ENTROPY = "cross-entropy";
    static final String ENTROPY_CUTS = "cuts on cross-entropy";
    static final String INFERNO = "inferno";
    static final String CUTS = "cuts alone";

    private final Analysis analysis;
    private final Training settings;
    private final Progress progress;
    private final EventSets sets;
    private final Plan plan;
    private final Parts parts;
    private final Optional<Batches> batches;
    private final ScoreSpread spread;
    private final Optional<Optimisation> cuts;
    private final List<TrainingOutcome.Curve> curves = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * Reads the events and looks at the start.
     *
     * @param base the folder that relative file names start from
     * @throws OptimisationException if the analysis has no network, events cannot be read, a sample has none, regions
     *     overlap, an input is constant, or a batch is too small for the bins
     */
    public NetworkTraining(Analysis analysis, Path base, Progress progress) {
        if (analysis.networks().isEmpty()) {
            throw new OptimisationException(
                    "The analysis has no network to train. Define one under 'networks', or run 'limen optimise'.");
        }
        this.analysis = analysis;
        this.settings = analysis.training();
        this.progress = progress;
        progress.phase("reading events");
        Plan raw = new Plan(analysis);
        this.sets = new EventSets(raw, base);
        progress.phase("preparing");
        this.plan = raw.with(InputScales.fit(raw, sets));
        this.parts = new Parts(plan, sets);
        this.spread = new ScoreSpread(plan, sets);
        Part.At start = parts.training().at(plan.start());
        List<String> overlaps = start.overlaps();
        if (!overlaps.isEmpty()) {
            throw new OptimisationException(String.join("; ", overlaps)
                    + " with hard cuts. Regions must be disjoint: invert a cut of one in the other.");
        }
        // Before anything is trained: cuts alone may not be disjoint where a network's categories are.
        this.cuts = settings.comparisons().contains(Comparison.CUTS) ? Optional.of(cutsAlone()) : Optional.empty();
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (Sample sample : analysis.simulated()) {
            sizes.put(
                    sample.name(), sets.events(sample.name(), Split.Part.TRAIN).length());
        }
        settings.batch().ifPresent(size -> BatchSize.require(plan, start, size, sets.count(Split.Part.TRAIN)));
        this.batches = settings.batch()
                .map(size -> new Batches(sizes, size, analysis.events().split().seed()));
    }

    private Optimisation cutsAlone() {
        Analysis alone = Derived.cutsAlone(analysis);
        if (alone.cuts().isEmpty()) {
            throw new OptimisationException(
                    "/training/comparisons: without networks no cut is left: all act on scores, or on objects that only"
                            + " networks read. Give a region a cut on something else, or remove 'cuts'.");
        }
        try {
            return new Optimisation(alone, sets, progress);
        } catch (OptimisationException problem) {
            throw new OptimisationException(
                    "/training/comparisons: cuts alone: " + problem.getMessage()
                            + " A region with 'without_network: drop' is left out there.",
                    problem);
        }
    }

    /**
     * Runs it.
     *
     * @throws OptimisationException if a training diverges or a network dies
     * @throws InterruptedOptimisationException if {@code progress} stops it
     */
    public TrainingOutcome run() {
        return run(Journal.none(), Checkpoints.none());
    }

    /**
     * Runs one that may have been broken off before; as {@link #run()}.
     *
     * @param journal what was computed of the cuts it is compared with, and where more is kept
     * @param checkpoints where trainings are kept
     */
    public TrainingOutcome run(Journal journal, Checkpoints checkpoints) {
        Trainer trainer = new Trainer(plan, progress, checkpoints, spread);
        double[] begin = plan.start();
        List<Found> others = new ArrayList<>();
        boolean entropy = settings.comparisons().contains(Comparison.CROSS_ENTROPY);
        if (entropy || settings.start() == Start.CROSS_ENTROPY) {
            double[] classifier = noted(trainer.train(
                            ENTROPY, begin, Trainer.Moving.WEIGHTS, new CrossEntropyLoss(plan, sets, batches)))
                    .x();
            if (entropy) {
                others.add(found(ENTROPY, withCuts(trainer, classifier)));
            }
            begin = settings.start() == Start.CROSS_ENTROPY ? classifier : begin;
        }
        if (settings.comparisons().contains(Comparison.INFERNO)) {
            others.add(found(INFERNO, inferno(trainer, begin)));
        }
        cuts.ifPresent(alone -> {
            Optimisation.Found best = alone.search(journal);
            others.add(new Found(CUTS, alone.parts(), best.candidates().rounded()));
            others.add(new Found(
                    "random search of cuts", alone.parts(), best.candidates().searched()));
        });
        Floor floor = new Floor(plan);
        ObjectiveLoss loss = objective(plan, parts, floor, begin);
        Trainer.Trained trained = noted(trainer.train(loss.name(), begin, Trainer.Moving.ALL, loss));
        double[] polished = polished(trained.x(), floor);
        requireGoingOn();
        progress.phase("comparing on test events");
        Found network = new Found("network on " + loss.name(), parts, plan.rounded(polished));
        TrainingJudgement judgement = new TrainingJudgement(plan, sets, parts, floor, network, others);
        return judgement.outcome(trained, polished, loss.hardest(trained.x()), curves, warnings);
    }

    /**
     * Thresholds and weights to compare.
     *
     * @param name what they are
     * @param parts the events, in whose plan they stand
     * @param x thresholds, rounded as asked, and weights
     */
    record Found(String name, Parts parts, double[] x) {}

    private Found found(String name, double[] x) {
        requireGoingOn();
        return new Found(name, parts, plan.rounded(x));
    }

    /** The classifier with thresholds that suit it. */
    private double[] withCuts(Trainer trainer, double[] classifier) {
        if (plan.thresholds().isEmpty()) {
            return classifier;
        }
        Floor floor = new Floor(plan);
        ObjectiveLoss loss = objective(plan, parts, floor, classifier);
        double[] x = noted(trainer.train(ENTROPY_CUTS, classifier, Trainer.Moving.THRESHOLDS, loss))
                .x();
        return polished(x, floor);
    }

    /** The same architecture on the expected uncertainty of the signal strength. */
    private double[] inferno(Trainer trainer, double[] begin) {
        Analysis other = Derived.objective(analysis, Objective.Goal.POI_UNCERTAINTY);
        Plan itsPlan = plan.withAnalysis(other);
        Parts itsParts = new Parts(itsPlan, sets);
        Floor floor = new Floor(itsPlan);
        ObjectiveLoss loss = objective(itsPlan, itsParts, floor, begin);
        double[] x =
                noted(trainer.train(INFERNO, begin, Trainer.Moving.ALL, loss)).x();
        return polished(x, floor);
    }

    private ObjectiveLoss objective(Plan its, Parts itsParts, Floor floor, double[] begin) {
        ObjectiveLoss loss = new ObjectiveLoss(its, sets, floor, itsParts, batches, begin);
        floor.admit(itsParts.training().at(begin).contents());
        floor.admit(loss.contents(begin));
        return loss;
    }

    private double[] polished(double[] x, Floor floor) {
        if (plan.thresholds().isEmpty()) {
            return x;
        }
        progress.phase("polishing with hard cuts");
        return new Polish(plan, parts.training(), parts.validation(), floor).polish(x);
    }

    private Trainer.Trained noted(Trainer.Trained trained) {
        curves.add(trained.curve());
        warnings.addAll(trained.warnings());
        return trained;
    }

    private void requireGoingOn() {
        if (progress.stopped()) {
            throw new InterruptedOptimisationException(List.of(), List.of());
        }
    }
}
