package dev.limen.app.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code objects}. */
final class ObjectsReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final double SOFTNESS = 0.001;

    private final Map<String, Cut> cuts = new LinkedHashMap<>();
    private final Set<String> lists = new HashSet<>();
    private final Set<String> taken;

    private ObjectsReader(List<Cut> cuts, List<String> taken) {
        cuts.forEach(cut -> this.cuts.put(cut.name(), cut));
        this.taken = new HashSet<>(taken);
    }

    /**
     * Reads it.
     *
     * @param taken names that quantities must not have
     */
    static List<ObjectCollection> read(Value value, List<Cut> cuts, List<String> taken) {
        ObjectsReader reader = new ObjectsReader(cuts, taken);
        List<ObjectCollection> collections = new ArrayList<>();
        value.named().forEach((name, place) -> {
            if (!NAME.matcher(name).matches()) {
                place.problem("The name of a collection begins with a letter and goes on with letters, digits and _;"
                        + " found '" + name + "'.");
            }
            place.section(Keys.OBJECTS).ifPresent(section -> collections.add(reader.collection(name, section)));
        });
        return collections;
    }

    private ObjectCollection collection(String name, Section section) {
        List<String> columns = new ArrayList<>();
        for (Value value : section.require("columns").map(Value::oneOrMore).orElse(List.of())) {
            value.text().ifPresent(column -> {
                if (!lists.add(column)) {
                    value.problem("'" + column + "' stands in a collection before; a list has one collection. Give"
                            + " quantities of one collection different 'cuts' in place of a second collection.");
                }
                columns.add(column);
            });
        }
        List<CutReference> own = references(section.get("cuts"), name, columns, List.of());
        List<Quantity> quantities = new ArrayList<>();
        section.get("quantities").ifPresent(value -> value.named()
                .forEach((quantity, place) -> place.section(Keys.QUANTITY).ifPresent(each -> {
                    if (!taken.add(quantity) || lists.contains(quantity)) {
                        place.problem("'" + quantity + "' is in use already; choose another name.");
                    }
                    List<CutReference> more = references(each.get("cuts"), name, columns, own);
                    quantity(quantity, each, columns, more).ifPresent(quantities::add);
                })));
        return new ObjectCollection(name, columns, own, quantities);
    }

    private static Optional<Quantity> quantity(
            String name, Section section, List<String> columns, List<CutReference> cuts) {
        Optional<String> kind = section.exactlyOne(List.of("count", "sum", "leading"));
        if (!kind.equals(Optional.of("leading"))) {
            for (String key : List.of("place", "softness")) {
                section.get(key).ifPresent(value -> value.problem("Only 'leading' has a '" + key + "'; remove it."));
            }
        }
        Optional<Value> place = kind.flatMap(section::get);
        if (kind.equals(Optional.of("count"))) {
            return place.flatMap(value -> value.word(List.of("all"))).map(all -> new Quantity.Count(name, cuts));
        }
        Optional<String> column = place.flatMap(value -> value.reference("column of the collection", columns));
        if (kind.equals(Optional.of("sum"))) {
            return column.map(x -> new Quantity.Sum(name, x, cuts));
        }
        int at = section.get("place")
                .flatMap(value -> value.whole(1))
                .map(Long::intValue)
                .orElse(1);
        double softness = section.get("softness").flatMap(Value::positive).orElse(SOFTNESS);
        return column.map(x -> new Quantity.Leading(name, x, at, softness, cuts));
    }

    private List<CutReference> references(
            Optional<Value> place, String collection, List<String> columns, List<CutReference> before) {
        List<CutReference> references = new ArrayList<>();
        for (Value value : place.flatMap(Value::list).orElse(List.of())) {
            CutReference.read(value, cuts.keySet()).ifPresent(reference -> {
                String column = cuts.get(reference.cut()).column();
                if (!columns.contains(column)) {
                    value.problem("The cut '" + reference.cut() + "' is on '" + column + "', which is no column of '"
                            + collection + "'; its columns are " + String.join(", ", columns) + ".");
                }
                if (contains(references, reference) || contains(before, reference)) {
                    value.problem("The cut '" + reference.cut() + "' acts here twice; keep one.");
                }
                references.add(reference);
            });
        }
        return references;
    }

    private static boolean contains(List<CutReference> references, CutReference wanted) {
        return references.stream().anyMatch(reference -> reference.cut().equals(wanted.cut()));
    }
}
