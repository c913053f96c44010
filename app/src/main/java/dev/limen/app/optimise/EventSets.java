package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Column;
import dev.limen.app.analysis.ColumnShift;
import dev.limen.app.analysis.Normalisation;
import dev.limen.app.analysis.ObjectCollection;
import dev.limen.app.analysis.Sample;
import dev.limen.app.analysis.Systematic;
import dev.limen.app.analysis.Variation.Norm;
import dev.limen.app.analysis.Variation.Shift;
import dev.limen.app.analysis.Variation.WeightFactors;
import dev.limen.app.analysis.Variation.Weights;
import dev.limen.data.DataException;
import dev.limen.data.EventSource;
import dev.limen.data.EventTable;
import dev.limen.data.Events;
import dev.limen.data.Split;
import dev.limen.data.Variation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events of an analysis, by sample and part, with one table a variation. */
final class EventSets {
    private final Map<String, Map<Split.Part, Events>> samples = new LinkedHashMap<>();

    /**
     * Reads the simulated samples.
     *
     * @param base the folder that relative file names start from
     * @throws OptimisationException if a file cannot be read, a column is missing or a number is none
     */
    EventSets(Plan plan, Path base) {
        dev.limen.app.analysis.Split fractions = plan.analysis().events().split();
        Split split = new Split(fractions.train(), fractions.validation(), fractions.test(), fractions.seed());
        for (Sample sample : plan.analysis().simulated()) {
            try {
                EventSource source = source(plan, sample, base);
                new RequiredColumns(plan.analysis()).require(source);
                samples.put(sample.name(), parts(source, split, scale(plan.analysis(), sample)));
            } catch (DataException | OptimisationException problem) {
                String place = new AnalysisPlace(plan.analysis(), sample).of(problem.getMessage());
                throw new OptimisationException(
                        place + ": sample '" + sample.name() + "': " + problem.getMessage(), problem);
            }
        }
    }

    private static Map<Split.Part, Events> parts(EventSource source, Split split, double scale) {
        Map<Split.Part, Events> parts = new LinkedHashMap<>();
        // Each part stands for the whole sample.
        source.read(split)
                .forEach((part, events) -> parts.put(
                        part, events.scaledBy(scale * events.sumOfWeights().rescaling())));
        return parts;
    }

    private static double scale(Analysis analysis, Sample sample) {
        if (sample.normalisation() instanceof Normalisation.CrossSection generated) {
            double luminosity = analysis.luminosity().orElseThrow().value();
            return luminosity * 1000 * generated.crossSection() / generated.sumOfWeights();
        }
        return 1;
    }

    static EventSource source(Plan plan, Sample sample, Path base) {
        Analysis analysis = plan.analysis();
        String[] files = sample.files().stream()
                .map(file -> base.resolve(file).toString())
                .toArray(String[]::new);
        EventSource source = EventSource.byEnding(files);
        source = source.undefined(analysis.events().undefined().stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
        source = analysis.events().id().isEmpty()
                ? source.identityByRow()
                : source.identity(analysis.events().id().toArray(String[]::new));
        for (Column column : analysis.columns()) {
            source = source.column(column.name(), column.sql());
        }
        if (sample.where().isPresent()) {
            source = source.where(sample.where().get());
        }
        if (analysis.preselection().isPresent()) {
            source = source.preselection(analysis.preselection().get());
        }
        if (sample.weight().isPresent()) {
            source = source.weight(sample.weight().get());
        }
        List<String> selected = new ArrayList<>(plan.columns());
        for (ObjectCollection collection : analysis.objects()) {
            source = source.objects(collection.name(), collection.columns().toArray(String[]::new));
            selected.addAll(collection.columns());
        }
        source = source.select(selected.toArray(String[]::new));
        for (Systematic systematic : plan.shapes(sample)) {
            for (String name : Plan.variations(systematic)) {
                source = source.variation(variation(systematic, name));
            }
        }
        return source;
    }

    private static Variation variation(Systematic systematic, String name) {
        boolean up = name.equals(Slot.up(systematic.name()));
        Variation variation = Variation.named(name);
        if (systematic.variation() instanceof Shift shift) {
            for (ColumnShift column : shift.columns()) {
                variation = shifted(variation, column, up);
            }
            return shift.othersUnaffected() ? variation.othersUnaffected() : variation;
        }
        if (systematic.variation() instanceof WeightFactors factors) {
            return variation.weightFactor(up ? factors.up() : factors.down().orElseThrow());
        }
        if (systematic.variation() instanceof Weights weights) {
            return variation.weight(up ? weights.up() : weights.down().orElseThrow());
        }
        if (systematic.variation() instanceof Norm) {
            throw new IllegalArgumentException("systematic '" + systematic.name() + "' needs no events of its own");
        }
        throw new IllegalStateException("unknown variation " + systematic.variation());
    }

    private static Variation shifted(Variation variation, ColumnShift column, boolean up) {
        if (column instanceof ColumnShift.Scale scale) {
            return variation.scale(
                    scale.column(), up ? scale.up() : scale.down().orElseThrow());
        }
        if (column instanceof ColumnShift.Add add) {
            return variation.add(add.column(), up ? add.up() : add.down().orElseThrow());
        }
        if (column instanceof ColumnShift.Recompute recompute) {
            return variation.recompute(recompute.column(), recompute.sql());
        }
        if (column instanceof ColumnShift.Frozen frozen) {
            return variation.frozen(frozen.column());
        }
        return variation.unaffected(column.column());
    }

    /** The events of a sample in one part. */
    Events events(String sample, Split.Part part) {
        return samples.get(sample).get(part);
    }

    /** The table of a sample under a variation. */
    static EventTable table(Events events, String variation) {
        return variation.equals(Slot.NOMINAL) ? events.nominal() : events.variation(variation);
    }

    /** How many events there are in one part. */
    int count(Split.Part part) {
        return samples.values().stream()
                .mapToInt(parts -> parts.get(part).length())
                .sum();
    }

    /** The names of the samples. */
    List<String> names() {
        return List.copyOf(samples.keySet());
    }
}
