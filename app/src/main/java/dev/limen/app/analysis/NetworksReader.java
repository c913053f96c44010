package dev.limen.app.analysis;

import dev.limen.app.analysis.Categories.Category;
import dev.limen.autodiff.fused.Activation;
import dev.limen.networks.Initialiser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code networks}. */
final class NetworksReader {

    static final String NORMALISATION = "layer_normalisation";
    private static final int WIDEST = 4096;
    /** Hidden layers of zeros would stay alike. */
    private static final Initialiser[] INITIALISERS = {
        Initialiser.GLOROT_UNIFORM, Initialiser.GLOROT_NORMAL, Initialiser.HE_UNIFORM, Initialiser.HE_NORMAL
    };

    private static final List<Integer> OF_OBJECTS = List.of(16, 16);

    private final List<String> networks;
    private final List<String> columns;
    private final List<String> simulated;
    private final Objects objects;

    /**
     * What deep sets may name.
     *
     * @param collections names of collections
     * @param cuts names of cuts
     */
    record Objects(List<String> collections, List<String> cuts) {}

    private NetworksReader(List<String> networks, List<String> columns, List<String> simulated, Objects objects) {
        this.networks = networks;
        this.columns = columns;
        this.simulated = simulated;
        this.objects = objects;
    }

    static List<Network> read(Value value, List<String> columns, List<Sample> samples, Objects objects) {
        List<String> simulated = samples.stream()
                .filter(sample -> sample.role() != Role.DATA)
                .map(Sample::name)
                .toList();
        NetworksReader reader = new NetworksReader(List.copyOf(value.entries().keySet()), columns, simulated, objects);
        List<Network> networks = new ArrayList<>();
        value.named().forEach((name, place) -> place.section(Keys.NETWORK).ifPresent(section -> {
            Network network = reader.network(name, section);
            reader.noteTaken(place, network, networks);
            networks.add(network);
        }));
        return networks;
    }

    private void noteTaken(Value place, Network network, List<Network> before) {
        for (String score : network.scores()) {
            if (columns.contains(score)) {
                place.problem("'" + score + "' is a column of 'columns', too; choose another name.");
            }
            if (before.stream().anyMatch(other -> other.scores().contains(score))) {
                place.problem("'" + score + "' is a score of another network, too; choose another name.");
            }
        }
    }

    private Network network(String name, Section section) {
        return new Network(
                name,
                (section.has("deep_set") ? section.get("inputs") : section.require("inputs"))
                        .map(this::inputs)
                        .orElse(List.of()),
                section.get("deep_set")
                        .flatMap(value -> value.section(Keys.DEEP_SET))
                        .flatMap(this::set),
                section.get("layers")
                        .flatMap(Value::list)
                        .map(NetworksReader::layers)
                        .orElse(List.of(new HiddenLayer.Dense(32), new HiddenLayer.Dense(32))),
                section.get("activation")
                        .flatMap(value -> value.word(Words.of(Activation.values())))
                        .map(word -> Activation.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Activation.TANH),
                section.get("initialiser")
                        .flatMap(value -> value.word(Words.of(INITIALISERS)))
                        .map(word -> Initialiser.valueOf(word.toUpperCase(Locale.ROOT))),
                output(section),
                section.get("seed").flatMap(value -> value.whole(0)).orElse(1L),
                section.get("precision")
                        .flatMap(value -> value.word(Words.of(Network.Precision.values())))
                        .map(word -> Network.Precision.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Network.Precision.FLOAT64));
    }

    private Optional<ObjectSet> set(Section section) {
        List<String> inputs = new ArrayList<>();
        for (Value value : section.require("inputs").map(Value::oneOrMore).orElse(List.of())) {
            value.text().ifPresent(column -> {
                if (inputs.contains(column)) {
                    value.problem("The deep set has the input '" + column + "' twice; keep one.");
                }
                inputs.add(column);
            });
        }
        List<CutReference> cuts = section.get("cuts").flatMap(Value::list).orElse(List.of()).stream()
                .flatMap(value -> CutReference.read(value, objects.cuts()).stream())
                .toList();
        List<Integer> layers =
                section.get("layers").map(value -> widths(value.oneOrMore())).orElse(OF_OBJECTS);
        return section.require("of")
                .flatMap(value -> value.reference("collection of objects", objects.collections()))
                .filter(of -> !inputs.isEmpty() && !layers.isEmpty())
                .map(of -> new ObjectSet(of, inputs, cuts, layers));
    }

    private Network.Output output(Section section) {
        Optional<Value> categories = section.get("categories");
        Optional<Value> temperature = section.get("temperature");
        if (categories.isEmpty()) {
            temperature.ifPresent(value -> value.problem(
                    "Only a network with 'categories' has a temperature; add 'categories', or remove it."));
            return section.get("output")
                    .flatMap(value -> value.word(Words.of(Network.Single.values())))
                    .map(word -> Network.Single.valueOf(word.toUpperCase(Locale.ROOT)))
                    .orElse(Network.Single.SIGMOID);
        }
        section.get("output")
                .ifPresent(value ->
                        value.problem("The output of a network with 'categories' is a softmax; remove" + " 'output'."));
        List<Category> list = categories(categories.get());
        if (categories.get().isMapping() && list.size() < 2) {
            categories.get().problem("A network tells at least two categories apart; found " + list.size() + ".");
        }
        return new Categories(list, temperature.flatMap(Value::positive).orElse(1.0));
    }

    private List<Category> categories(Value place) {
        List<Category> categories = new ArrayList<>();
        place.named().forEach((name, samples) -> categories.add(new Category(name, samples(samples))));
        return categories;
    }

    private List<String> samples(Value place) {
        List<Value> entries = place.isList() ? place.list().orElse(List.of()) : List.of(place);
        return entries.stream()
                .flatMap(value -> value.reference("simulated sample", simulated).stream())
                .toList();
    }

    private List<String> inputs(Value place) {
        List<String> inputs = new ArrayList<>();
        for (Value value : place.oneOrMore()) {
            value.text().ifPresent(column -> {
                if (inputs.contains(column)) {
                    value.problem("The network has the input '" + column + "' twice; keep one.");
                }
                if (networks.contains(column)) {
                    value.problem("'" + column
                            + "' is a network; inputs are columns or quantities of objects. Give its inputs and layers to"
                            + " this one.");
                }
                inputs.add(column);
            });
        }
        return inputs;
    }

    private static List<HiddenLayer> layers(List<Value> values) {
        return values.stream().flatMap(value -> layer(value).stream()).toList();
    }

    private static Optional<HiddenLayer> layer(Value value) {
        if (value.isName()) {
            return value.word(List.of(NORMALISATION)).map(word -> new HiddenLayer.LayerNormalisation());
        }
        return value.isMapping()
                ? value.section(Keys.RESIDUAL_LAYER)
                        .flatMap(section -> section.require("residual"))
                        .flatMap(NetworksReader::width)
                        .map(HiddenLayer.Residual::new)
                : width(value).map(HiddenLayer.Dense::new);
    }

    private static List<Integer> widths(List<Value> values) {
        return values.stream().flatMap(value -> width(value).stream()).toList();
    }

    private static Optional<Integer> width(Value value) {
        return value.whole(1).map(width -> {
            if (width > WIDEST) {
                value.problem("A layer has at most " + WIDEST + " nodes; found " + width + ".");
            }
            return (int) Math.min(WIDEST, width);
        });
    }
}
