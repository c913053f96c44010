package dev.limen.histfactory.hs3;

import dev.limen.histfactory.internal.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A product of parameters and numbers: one parameter, or what functions of type {@code product} make of several.
 *
 * @param names the parameters
 * @param numbers the product of the numbers
 */
record Factors(List<String> names, double numbers) {
    private static final int DEEPEST = 20;

    /** What a name stands for. */
    static Factors of(Hs3Document document, Located name) {
        List<String> names = new ArrayList<>();
        return new Factors(names, multiply(document, name, names, 0));
    }

    private static double multiply(Hs3Document document, Located factor, List<String> names, int depth) {
        if (!factor.node().isTextual()) {
            return factor.number();
        }
        Optional<Located> function = document.find("functions", "function", factor.string());
        if (function.isEmpty()) {
            names.add(factor.string());
            return 1;
        }
        Located at = function.get().openObject("a function", List.of("name", "type"));
        String type = at.field("type").string();
        if (!type.equals("product")) {
            throw at.field("type")
                    .error("a function of type '" + type + "'; a workspace has products of parameters and numbers.");
        }
        if (depth == DEEPEST) {
            throw at.error("a product within products more than " + DEEPEST + " deep. Does it contain itself?");
        }
        double numbers = 1;
        for (Located next :
                at.openObject("a product", List.of("factors")).field("factors").elements(1, "factors")) {
            numbers *= multiply(document, next, names, depth + 1);
        }
        return numbers;
    }
}
