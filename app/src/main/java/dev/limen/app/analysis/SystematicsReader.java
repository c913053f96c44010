package dev.limen.app.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code systematics}. */
final class SystematicsReader {

    private static final List<String> KINDS = List.of("shift", "weight_factors", "weights", "norm");

    private final List<Sample> samples;
    private final ShiftReader shifts;

    private SystematicsReader(List<Sample> samples, List<Column> columns) {
        this.samples = samples;
        this.shifts = new ShiftReader(columns.stream().map(Column::name).toList());
    }

    static List<Systematic> read(Value value, List<Sample> samples, List<Column> columns) {
        SystematicsReader reader = new SystematicsReader(samples, columns);
        List<Systematic> systematics = new ArrayList<>();
        value.named().forEach((name, systematic) -> {
            reader.checkName(name, systematic);
            systematic
                    .section(Keys.SYSTEMATIC)
                    .flatMap(section -> reader.systematic(name, section))
                    .ifPresent(systematics::add);
        });
        return systematics;
    }

    private void checkName(String name, Value place) {
        boolean taken = name.equals(Analysis.POI)
                || name.equals(Analysis.LUMINOSITY_MODIFIER)
                || name.startsWith("mcstat_")
                || samples.stream()
                        .anyMatch(sample -> sample.free() && sample.normfactor().equals(name));
        if (taken) {
            place.problem("The name '" + name + "' belongs to another parameter of the model; choose another.");
        }
    }

    private Optional<Systematic> systematic(String name, Section section) {
        Optional<String> kind = section.exactlyOne(KINDS);
        Optional<List<String>> on = section.get("samples").map(this::samples);
        boolean split = section.get("split").flatMap(Value::flag).orElse(false);
        boolean symmetrised = section.get("symmetrise").flatMap(Value::flag).orElse(false);
        Optional<Variation> variation = kind.flatMap(key -> section.get(key).flatMap(value -> variation(key, value)));
        variation.ifPresent(v -> checkSides(section, v, symmetrised));
        if (split && kind.filter("norm"::equals).isPresent()) {
            section.get("split")
                    .ifPresent(place -> place.problem("A norm has no shape to split off; remove this key."));
        }
        if (split && symmetrised) {
            section.get("split").ifPresent(place -> place.problem("Choose one of split and symmetrise."));
        }
        Systematic.Template template = split
                ? Systematic.Template.SPLIT
                : symmetrised ? Systematic.Template.SYMMETRISED : Systematic.Template.HISTOSYS;
        return variation.map(v -> new Systematic(name, v, on, template));
    }

    private List<String> samples(Value value) {
        List<String> known = samples.stream()
                .filter(s -> s.role() != Role.DATA)
                .map(Sample::name)
                .toList();
        return value.oneOrMore().stream()
                .flatMap(entry -> entry.reference("simulated sample", known).stream())
                .toList();
    }

    private Optional<Variation> variation(String kind, Value value) {
        return switch (kind) {
            case "shift" -> shifts.read(value);
            case "weight_factors" -> expressions(value).map(e -> new Variation.WeightFactors(down(e), up(e)));
            case "weights" -> expressions(value).map(e -> new Variation.Weights(down(e), up(e)));
            default ->
                value.pair()
                        .filter(factors ->
                                factors.stream().allMatch(factor -> factor > 0) || notPositive(value, factors))
                        .map(factors -> new Variation.Norm(factors.get(0), factors.get(1)));
        };
    }

    private static boolean notPositive(Value value, List<Double> factors) {
        value.problem(
                "A norm is [down, up], factors on the yield above 0, such as [0.94, 1.06]; found " + factors + ".");
        return false;
    }

    private static Optional<List<String>> expressions(Value value) {
        List<Value> entries = value.oneOrMore();
        if (entries.size() > 2) {
            value.problem("Expected [down, up] or one entry; found " + entries.size() + ".");
        }
        List<String> texts =
                entries.stream().flatMap(entry -> entry.text().stream()).toList();
        return texts.size() == entries.size() && !texts.isEmpty() && texts.size() <= 2
                ? Optional.of(texts)
                : Optional.empty();
    }

    private static Optional<String> down(List<String> expressions) {
        return expressions.size() == 2 ? Optional.of(expressions.get(0)) : Optional.empty();
    }

    private static String up(List<String> expressions) {
        return expressions.get(expressions.size() - 1);
    }

    private static void checkSides(Section section, Variation variation, boolean symmetrised) {
        boolean oneSided = ShiftReader.oneSided(variation);
        if (oneSided && !symmetrised) {
            section.place()
                    .problem(
                            "A one-sided variation wants 'symmetrise: true', which mirrors it at the nominal; else give"
                                    + " [down, up].");
        }
        if (!oneSided && symmetrised) {
            section.get("symmetrise")
                    .ifPresent(place -> place.problem(
                            "Both sides are given, so there is nothing to mirror; remove this" + " key or one side."));
        }
    }
}
