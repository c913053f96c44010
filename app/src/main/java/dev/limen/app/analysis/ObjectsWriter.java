package dev.limen.app.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes collections of objects. */
final class ObjectsWriter {

    private ObjectsWriter() {}

    static Map<String, Object> tree(List<ObjectCollection> collections) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (ObjectCollection collection : collections) {
            Map<String, Object> quantities = new LinkedHashMap<>();
            collection.quantities().forEach(quantity -> quantities.put(quantity.name(), quantity(quantity)));
            Map<String, Object> entry = AnalysisWriter.mapping(
                    "columns", collection.columns(),
                    "cuts", AnalysisWriter.references(collection.cuts()));
            if (!quantities.isEmpty()) {
                entry.put("quantities", quantities);
            }
            tree.put(collection.name(), entry);
        }
        return tree;
    }

    private static Map<String, Object> quantity(Quantity quantity) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (quantity instanceof Quantity.Leading leading) {
            tree.put("leading", leading.column());
            tree.put("place", leading.place());
            tree.put("softness", leading.softness());
        } else if (quantity instanceof Quantity.Sum sum) {
            tree.put("sum", sum.column());
        } else {
            tree.put("count", "all");
        }
        tree.put("cuts", AnalysisWriter.references(quantity.cuts()));
        return tree;
    }
}
