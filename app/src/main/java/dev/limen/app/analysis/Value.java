package dev.limen.app.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A node of the document with its place; a reading that fails is noted among the problems and gives an empty result, so that reading goes on.
 *
 * <p>Scalars follow YAML 1.2's core schema: {@code 1.0e6} is a number and {@code yes} is a word.
 */
record Value(Node node, String pointer, List<Problem> problems) {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.+-]*");

    /** Notes a problem at this place. */
    void problem(String message) {
        problems.add(new Problem(
                pointer, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1, message));
    }

    Optional<Double> number() {
        if (node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && NUMBER.matcher(scalar.getValue()).matches()) {
            double value = Double.parseDouble(scalar.getValue());
            if (Double.isFinite(value)) {
                return Optional.of(value);
            }
        }
        return wrong("a finite number");
    }

    /** A number above 0. */
    Optional<Double> positive() {
        return number().filter(value -> value > 0 || complain("Must be above 0; found " + value + "."));
    }

    /** A number of at least 0. */
    Optional<Double> notNegative() {
        return number().filter(value -> value >= 0 || complain("Must be at least 0; found " + value + "."));
    }

    /** A whole number of at least {@code least}. */
    Optional<Long> whole(long least) {
        return number().filter(value -> (value == Math.rint(value) && Math.abs(value) <= 1L << 53)
                        || complain("Expected a whole number; found " + value + "."))
                .map(Double::longValue)
                .filter(value -> value >= least || complain("Must be at least " + least + "; found " + value + "."));
    }

    Optional<Boolean> flag() {
        String text = node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN
                ? scalar.getValue()
                : "";
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> wrong("true or false");
        };
    }

    Optional<String> text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue().strip());
        }
        return wrong("text");
    }

    /** One of a few words. */
    Optional<String> word(List<String> words) {
        return text().filter(text ->
                words.contains(text) || complain("Unknown word '" + text + "'. " + Suggestion.among(words, text)));
    }

    /** A name that is defined elsewhere in the file. */
    Optional<String> reference(String kind, Collection<String> defined) {
        return text().filter(text -> defined.contains(text)
                || complain("No " + kind + " is called '" + text + "'. " + Suggestion.among(defined, text)));
    }

    /** The entries of a list. */
    Optional<List<Value>> list() {
        if (node instanceof SequenceNode sequence) {
            List<Value> entries = new ArrayList<>();
            for (Node entry : sequence.getValue()) {
                entries.add(new Value(entry, pointer + "/" + entries.size(), problems));
            }
            return Optional.of(entries);
        }
        return wrong("a list");
    }

    /** The entries of a list, or the one value that stands for a list of it. */
    List<Value> oneOrMore() {
        List<Value> entries = node instanceof SequenceNode ? list().orElse(List.of()) : List.of(this);
        if (entries.isEmpty()) {
            problem("Expected at least one entry; the list is empty.");
        }
        return entries;
    }

    /** Two numbers in a list. */
    Optional<List<Double>> pair() {
        return list().filter(entries ->
                        entries.size() == 2 || complain("Expected two numbers; found " + entries.size() + "."))
                .map(entries -> entries.stream()
                        .flatMap(entry -> entry.number().stream())
                        .toList())
                .filter(numbers -> numbers.size() == 2);
    }

    /** A mapping whose keys are names that the user gives. */
    Map<String, Value> named() {
        Map<String, Value> entries = checkedEntries();
        entries.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                value.problem("The name '" + name
                        + "' must begin with a letter or _ and go on with letters, digits, _, ., + or -.");
            }
        });
        return entries;
    }

    /** A mapping with known keys; others are noted with the nearest known one. */
    Optional<Section> section(Keys keys) {
        if (!(node instanceof MappingNode)) {
            return wrong("a mapping with " + String.join(", ", keys.keys()));
        }
        Map<String, Value> entries = checkedEntries();
        entries.forEach((key, value) -> {
            if (!keys.keys().contains(key)) {
                value.problem("Unknown key '" + key + "'. " + Suggestion.among(keys.keys(), key));
            }
        });
        return Optional.of(new Section(this, entries));
    }

    /** Whether it is this word. */
    boolean isWord(String word) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(word);
    }

    /** Whether it begins with a letter, as words do and numbers do not. */
    boolean isName() {
        return node instanceof ScalarNode scalar
                && !scalar.getValue().isEmpty()
                && Character.isLetter(scalar.getValue().charAt(0));
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** The entries of a mapping as they stand, the first where a key stands twice; none where this is no mapping. */
    Map<String, Value> entries() {
        Map<String, Value> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    entries.putIfAbsent(key.getValue(), entry(key.getValue(), tuple.getValueNode()));
                }
            }
        }
        return entries;
    }

    private Map<String, Value> checkedEntries() {
        if (!(node instanceof MappingNode mapping)) {
            wrong("a mapping of names");
            return Map.of();
        }
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                new Value(tuple.getKeyNode(), pointer, problems).wrong("a plain key");
            } else if (!seen.add(key.getValue())) {
                entry(key.getValue(), key).problem("'" + key.getValue() + "' stands here twice; keep one.");
            }
        }
        return entries();
    }

    private Value entry(String key, Node child) {
        return new Value(child, pointer + "/" + key.replace("~", "~0").replace("/", "~1"), problems);
    }

    private boolean complain(String message) {
        problem(message);
        return false;
    }

    private <T> Optional<T> wrong(String expected) {
        problem("Expected " + expected + "; found " + found() + ".");
        return Optional.empty();
    }

    private String found() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isBlank() ? "nothing" : "'" + scalar.getValue() + "'";
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }
}
