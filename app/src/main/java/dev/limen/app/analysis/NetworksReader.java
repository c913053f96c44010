package dev.limen.app.analysis;

import dev.limen.autodiff.fused.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads {@code networks}. */
final class NetworksReader {

    private static final int WIDEST = 4096;

    private NetworksReader() {}

    static List<Network> read(Value value, List<String> columns) {
        List<Network> networks = new ArrayList<>();
        List<String> names = List.copyOf(value.entries().keySet());
        value.named().forEach((name, network) -> {
            if (columns.contains(name)) {
                network.problem("'" + name + "' is a column of 'columns', too; choose another name.");
            }
            network.section(Keys.NETWORK).ifPresent(section -> networks.add(network(name, section, names)));
        });
        return networks;
    }

    private static Network network(String name, Section section, List<String> names) {
        return new Network(
                name,
                section.require("inputs").map(place -> inputs(place, names)).orElse(List.of()),
                section.get("layers")
                        .flatMap(Value::list)
                        .map(NetworksReader::widths)
                        .orElse(List.of(32, 32)),
                section.get("activation")
                        .flatMap(value -> value.word(Words.of(Activation.values())))
                        .map(word -> Activation.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Activation.TANH),
                section.get("output")
                        .flatMap(value -> value.word(Words.of(Network.Output.values())))
                        .map(word -> Network.Output.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Network.Output.SIGMOID),
                section.get("seed").flatMap(value -> value.whole(0)).orElse(1L),
                section.get("precision")
                        .flatMap(value -> value.word(Words.of(Network.Precision.values())))
                        .map(word -> Network.Precision.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Network.Precision.FLOAT64));
    }

    private static List<String> inputs(Value place, List<String> networks) {
        List<String> inputs = new ArrayList<>();
        for (Value value : place.oneOrMore()) {
            value.text().ifPresent(column -> {
                if (inputs.contains(column)) {
                    value.problem("The network has the input '" + column + "' twice; keep one.");
                }
                if (networks.contains(column)) {
                    value.problem("'" + column + "' is a network; inputs are columns. Give its inputs and layers to"
                            + " this one.");
                }
                inputs.add(column);
            });
        }
        return inputs;
    }

    private static List<Integer> widths(List<Value> values) {
        List<Integer> widths = new ArrayList<>();
        for (Value value : values) {
            value.whole(1).ifPresent(width -> {
                if (width > WIDEST) {
                    value.problem("A layer has at most " + WIDEST + " nodes; found " + width + ".");
                }
                widths.add((int) Math.min(WIDEST, width));
            });
        }
        return widths;
    }
}
