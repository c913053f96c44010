package dev.limen.histfactory.hs3;

import dev.limen.histfactory.internal.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A product of parameters, numbers and interpolations: one parameter, or what functions of a document make of several.
 *
 * @param names the parameters
 * @param numbers the product of the numbers
 * @param interpolations functions of type interpolation0d, each a number times a normsys of each of its parameters
 */
record Factors(List<String> names, double numbers, List<Located> interpolations) {
    private static final int DEEPEST = 20;
    /** One factor of an expression: a sign of the operation before it, a number or a name. */
    private static final Pattern FACTOR =
            Pattern.compile("\\s*([*/]?)\\s*(?:([0-9.]+(?:[eE][-+]?[0-9]+)?)|([A-Za-z_][A-Za-z0-9_.:]*))\\s*");

    /** What a name stands for. */
    static Factors of(Hs3Document document, Located name) {
        Reader reader = new Reader(document);
        double numbers = reader.multiply(name, 0);
        return new Factors(List.copyOf(reader.names), numbers, List.copyOf(reader.interpolations));
    }

    private static final class Reader {
        private final Hs3Document document;
        private final List<String> names = new ArrayList<>();
        private final List<Located> interpolations = new ArrayList<>();

        Reader(Hs3Document document) {
            this.document = document;
        }

        /** Notes the parameters of a factor; gives the product of its numbers. */
        double multiply(Located factor, int depth) {
            return factor.node().isTextual() ? named(factor.string(), factor, depth) : factor.number();
        }

        private double named(String name, Located at, int depth) {
            Optional<Located> function = document.find("functions", "function", name);
            if (function.isEmpty()) {
                names.add(name);
                return 1;
            }
            if (depth == DEEPEST) {
                throw at.error("functions within functions more than " + DEEPEST + " deep. Does one contain itself?");
            }
            return function(function.get().openObject("a function", List.of("name", "type")), depth + 1);
        }

        private double function(Located at, int depth) {
            String type = at.field("type").string();
            return switch (type) {
                case "product" -> {
                    double numbers = 1;
                    for (Located next : at.openObject("a product", List.of("factors"))
                            .field("factors")
                            .elements(1, "factors")) {
                        numbers *= multiply(next, depth);
                    }
                    yield numbers;
                }
                case "sum" -> sum(at, depth);
                case "generic_function" ->
                    expression(
                            at.openObject("a generic_function", List.of("expression"))
                                    .field("expression"),
                            depth);
                case "interpolation0d" -> {
                    interpolations.add(at);
                    yield 1;
                }
                default ->
                    throw at.field("type")
                            .error("a function of type '" + type
                                    + "'; a workspace has products of parameters, numbers and"
                                    + " interpolations (interpolation0d).");
            };
        }

        /** Of numbers a number; of one summand that. */
        private double sum(Located at, int depth) {
            List<Located> summands = at.openObject("a sum", List.of("summands"))
                    .field("summands")
                    .elements(1, "summands");
            if (summands.size() == 1) {
                return multiply(summands.get(0), depth);
            }
            double sum = 0;
            for (Located summand : summands) {
                Reader apart = new Reader(document);
                sum += apart.multiply(summand, depth);
                if (!apart.names.isEmpty() || !apart.interpolations.isEmpty()) {
                    throw summand.error(
                            "a sum with a parameter; a workspace has products of parameters, and sums of numbers"
                                    + " only. Split the sample into one for each summand.");
                }
            }
            return sum;
        }

        /** Names and numbers with * between them, and / before numbers. */
        private double expression(Located at, int depth) {
            String text = at.string();
            Matcher matcher = FACTOR.matcher(text);
            double numbers = 1;
            int end = 0;
            while (end < text.length() || end == 0) {
                boolean found = matcher.find(end) && matcher.start() == end;
                if (!found || matcher.group(1).isEmpty() != (end == 0)) {
                    throw at.error("the expression '" + text
                            + "'; a workspace has products: names and numbers with * between them.");
                }
                boolean divided = matcher.group(1).equals("/");
                if (matcher.group(3) != null && divided) {
                    throw at.error("the expression '" + text + "' divides by '" + matcher.group(3)
                            + "'; a workspace has products of parameters.");
                }
                double value =
                        matcher.group(3) == null ? number(matcher.group(2), at) : named(matcher.group(3), at, depth);
                numbers = divided ? numbers / value : numbers * value;
                end = matcher.end();
            }
            return numbers;
        }

        private static double number(String digits, Located at) {
            try {
                return Double.parseDouble(digits);
            } catch (NumberFormatException e) {
                throw at.error("'" + digits + "' in the expression '" + at.string() + "' is no number.");
            }
        }
    }
}
