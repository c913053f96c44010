package dev.limen.app.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code samples}. */
final class SamplesReader {

    private static final List<String> ENDINGS = List.of(".parquet", ".csv", ".csv.gz");
    private static final List<String> ROLES = List.of("signal", "background", "data");

    private SamplesReader() {}

    static List<Sample> read(Value value, boolean luminosityKnown) {
        List<Sample> samples = new ArrayList<>();
        Map<String, Value> named = value.named();
        named.forEach((name, sample) ->
                sample.section(Keys.SAMPLE).ifPresent(section -> samples.add(sample(name, section, luminosityKnown))));
        if (samples.size() == named.size()) {
            needs(value, samples, Role.SIGNAL);
            needs(value, samples, Role.BACKGROUND);
        }
        return samples;
    }

    private static void needs(Value value, List<Sample> samples, Role role) {
        if (samples.stream().noneMatch(sample -> sample.role() == role)) {
            String word = role.name().toLowerCase(Locale.ROOT);
            value.problem("No sample is a " + word + "; give one 'role: " + word + "'"
                    + (role == Role.BACKGROUND ? ", which is also the role of samples without one." : "."));
        }
    }

    private static Sample sample(String name, Section section, boolean luminosityKnown) {
        List<String> files = section.require("files")
                .map(value -> value.oneOrMore().stream()
                        .flatMap(file -> file(file).stream())
                        .toList())
                .orElse(List.of());
        Role role = section.get("role")
                .flatMap(value -> value.word(ROLES))
                .map(word -> Role.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Role.BACKGROUND);
        boolean free = section.get("normalisation")
                .flatMap(value -> value.word(List.of("free", "fixed")))
                .filter("free"::equals)
                .isPresent();
        if (free && role == Role.SIGNAL) {
            section.get("normalisation")
                    .ifPresent(value -> value.problem("The signal's normalisation is the signal strength, '"
                            + Analysis.POI + "', which is free already; remove this key."));
        }
        if (role == Role.DATA) {
            refuseOnData(section);
        }
        return new Sample(
                name,
                files,
                section.get("where").flatMap(Value::text),
                section.get("weight").flatMap(Value::text),
                role,
                normalisation(section, luminosityKnown),
                free);
    }

    private static Optional<String> file(Value value) {
        Optional<String> name = value.text();
        if (name.isPresent() && ENDINGS.stream().noneMatch(name.get()::endsWith)) {
            value.problem("Expected Parquet or CSV files, whose names end with " + String.join(", ", ENDINGS)
                    + "; found '" + name.get() + "'.");
        }
        return name;
    }

    private static void refuseOnData(Section section) {
        for (String key : List.of("weight", "cross_section", "sum_of_weights", "normalisation")) {
            section.get(key).ifPresent(value -> value.problem("Data are counted as they are; remove this key."));
        }
    }

    private static Normalisation normalisation(Section section, boolean luminosityKnown) {
        boolean one = section.has("cross_section");
        boolean other = section.has("sum_of_weights");
        if (!one && !other) {
            return new Normalisation.ExpectedEvents();
        }
        Optional<Double> crossSection = section.require("cross_section").flatMap(Value::positive);
        Optional<Double> sum = section.require("sum_of_weights").flatMap(Value::positive);
        if (!luminosityKnown) {
            section.place()
                    .problem("A yield from a cross section needs the luminosity; add 'luminosity: {value: ..}' in /fb"
                            + " at the top of the file.");
        }
        return new Normalisation.CrossSection(crossSection.orElse(Double.NaN), sum.orElse(Double.NaN));
    }
}
