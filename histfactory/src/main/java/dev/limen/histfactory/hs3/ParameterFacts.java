package dev.limen.histfactory.hs3;

import dev.limen.histfactory.Bounds;
import dev.limen.histfactory.internal.Located;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What parameter points and domains of an analysis say about parameters, by their names.
 *
 * <p>ROOT's points and domains of a whole document come first, those that the analysis names override them.
 */
final class ParameterFacts {
    private static final String DEFAULT_POINT = "default_values";
    private static final String DEFAULT_DOMAIN = "default_domain";

    private record Range(Optional<Double> min, Optional<Double> max) {}

    private final Map<String, Double> values = new HashMap<>();
    private final Set<String> constants = new HashSet<>();
    private final Map<String, Range> ranges = new HashMap<>();

    ParameterFacts(Hs3Document document, Located analysis) {
        for (Located point : chosen(document, analysis, List.of("init"), "parameter_points", DEFAULT_POINT)) {
            point.openObject("a parameter point", List.of("parameters"))
                    .field("parameters")
                    .elements(0, "parameters")
                    .forEach(this::value);
        }
        for (Located domain : chosen(document, analysis, List.of("domain", "domains"), "domains", DEFAULT_DOMAIN)) {
            domain.openObject("a domain", List.of("axes"))
                    .field("axes")
                    .elements(0, "axes")
                    .forEach(this::range);
        }
    }

    /** The one of the usual name, or the only one there is; then those that the analysis names. */
    private static List<Located> chosen(
            Hs3Document document, Located analysis, List<String> keys, String list, String usualName) {
        List<Located> chosen = new ArrayList<>();
        List<Located> all = document.elements(list);
        document.find(list, "element of " + list, usualName).ifPresent(chosen::add);
        for (String key : keys) {
            for (Located name :
                    analysis.optional(key).map(ParameterFacts::oneOrMore).orElse(List.of())) {
                chosen.add(document.named(list, key, name.string()));
            }
        }
        return chosen.isEmpty() && all.size() == 1 ? all : chosen;
    }

    private static List<Located> oneOrMore(Located names) {
        return names.node().isArray() ? names.elements(0, "names") : List.of(names);
    }

    private void value(Located at) {
        at.openObject("a parameter", List.of("name", "value"));
        String name = at.field("name").string();
        values.put(name, at.field("value").number());
        if (at.optional("const").map(Located::bool).orElse(false)) {
            constants.add(name);
        } else {
            constants.remove(name);
        }
    }

    private void range(Located at) {
        at.openObject("an axis of a domain", List.of("name"));
        ranges.put(
                at.field("name").string(),
                new Range(
                        at.optional("min").map(Located::number),
                        at.optional("max").map(Located::number)));
    }

    Optional<Double> value(String parameter) {
        return Optional.ofNullable(values.get(parameter));
    }

    /** A number, or the name of a parameter whose value is known. */
    double number(Located at) {
        if (!at.node().isTextual()) {
            return at.number();
        }
        return value(at.string())
                .orElseThrow(() -> at.error("no parameter point of the analysis has a value of '" + at.string()
                        + "'. Add it to the point that the analysis names as 'init'."));
    }

    boolean isConstant(String parameter) {
        return constants.contains(parameter);
    }

    /** The range of a parameter; a side that the document leaves open is that of the other bounds. */
    Optional<Bounds> range(String parameter, Bounds open) {
        return Optional.ofNullable(ranges.get(parameter))
                .map(range ->
                        new Bounds(range.min().orElse(open.lower()), range.max().orElse(open.upper())));
    }

    /** What a constraint measured, if the document has the value of ROOT's global observable for it. */
    Optional<Double> measured(String parameter) {
        return value("nom_" + parameter);
    }
}
