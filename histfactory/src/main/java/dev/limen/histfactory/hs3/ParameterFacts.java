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

/** What parameter points and domains of an analysis say about parameters, by their names. */
final class ParameterFacts {
    /** What ROOT calls the starting point and the ranges of a whole document. */
    private static final String DEFAULT_POINT = "default_values";

    private static final String DEFAULT_DOMAIN = "default_domain";

    private final Map<String, Double> values = new HashMap<>();
    private final Set<String> constants = new HashSet<>();
    private final Map<String, Bounds> ranges = new HashMap<>();

    ParameterFacts(Hs3Document document, Located analysis) {
        for (Located point : chosen(document, analysis, "init", "parameter_points", DEFAULT_POINT)) {
            point.field("parameters").elements(0, "parameters").forEach(this::value);
        }
        List<Located> domains = new ArrayList<>();
        analysis.optional("domains").ifPresent(names -> names.elements(0, "names of domains")
                .forEach(name -> domains.add(document.named("domains", "domain", name.string()))));
        if (domains.isEmpty()) {
            domains.addAll(chosen(document, analysis, "domain", "domains", DEFAULT_DOMAIN));
        }
        domains.forEach(domain -> domain.field("axes").elements(0, "axes").forEach(this::range));
    }

    /** What the analysis names under a key, else the one of the usual name if there is one. */
    private static List<Located> chosen(
            Hs3Document document, Located analysis, String key, String list, String usualName) {
        Optional<Located> named = analysis.optional(key).map(name -> document.named(list, key, name.string()));
        return named.map(List::of).orElseGet(() -> document.elements(list).stream()
                .filter(element -> element.optional("name")
                        .map(name -> name.string().equals(usualName))
                        .orElse(false))
                .toList());
    }

    private void value(Located at) {
        at.openObject("a parameter", List.of("name", "value"));
        String name = at.field("name").string();
        values.put(name, at.field("value").number());
        if (at.optional("const").map(Located::bool).orElse(false)) {
            constants.add(name);
        }
    }

    private void range(Located at) {
        at.openObject("an axis of a domain", List.of("name", "min", "max"));
        ranges.put(
                at.field("name").string(),
                new Bounds(at.field("min").number(), at.field("max").number()));
    }

    Optional<Double> value(String parameter) {
        return Optional.ofNullable(values.get(parameter));
    }

    boolean isConstant(String parameter) {
        return constants.contains(parameter);
    }

    Optional<Bounds> range(String parameter) {
        return Optional.ofNullable(ranges.get(parameter));
    }

    /** What a constraint measured, if the document has the value of ROOT's global observable for it. */
    Optional<Double> measured(String parameter) {
        return value("nom_" + parameter);
    }
}
