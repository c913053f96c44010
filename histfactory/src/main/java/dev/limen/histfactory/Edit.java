package dev.limen.histfactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.histfactory.internal.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Parts of a workspace taken out and renamed; what is kept is kept as it was written. */
record Edit(Pruning pruning, Renaming renaming) {
    /** The edited copy of a workspace's document. */
    ObjectNode applyTo(Workspace workspace, JsonNode tree) {
        check(workspace);
        ObjectNode edited = tree.deepCopy();
        kept(edited, "channels", named(pruning.channels()), channel -> {
            kept(channel, "samples", named(pruning.samples()), sample -> {
                kept(sample, "modifiers", this::prunesModifier, modifier -> rename(modifier, renaming.modifiers()));
                rename(sample, renaming.samples());
            });
            rename(channel, renaming.channels());
        });
        kept(edited, "measurements", named(pruning.measurements()), measurement -> {
            ObjectNode config = (ObjectNode) measurement.get("config");
            kept(
                    config,
                    "parameters",
                    named(pruning.modifiers()),
                    parameter -> rename(parameter, renaming.modifiers()));
            String poi = config.get("poi").textValue();
            config.put("poi", renaming.modifiers().getOrDefault(poi, poi));
            rename(measurement, renaming.measurements());
        });
        kept(
                edited,
                "observations",
                named(pruning.channels()),
                observation -> rename(observation, renaming.channels()));
        return edited;
    }

    private boolean prunesModifier(JsonNode modifier) {
        String type = modifier.get("type").textValue();
        return named(pruning.modifiers()).test(modifier)
                || pruning.modifierTypes().stream().anyMatch(each -> each.json().equals(type));
    }

    private static Predicate<JsonNode> named(Set<String> names) {
        return item -> names.contains(item.get("name").textValue());
    }

    private static void rename(ObjectNode item, Map<String, String> names) {
        String old = item.get("name").textValue();
        item.put("name", names.getOrDefault(old, old));
    }

    /** Leaves out the items that are taken out, and does something to the others. */
    private static void kept(ObjectNode parent, String key, Predicate<JsonNode> takenOut, Consumer<ObjectNode> change) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : parent.get(key)) {
            if (!takenOut.test(item)) {
                change.accept((ObjectNode) item);
                items.add(item);
            }
        }
        parent.set(key, items);
    }

    private void check(Workspace workspace) {
        List<Channel> channels = workspace.channels();
        List<Occurrence> modifiers = Occurrence.all(channels);
        known(workspace, "channel", pruning.channels(), renaming.channels(), channels, Channel::name);
        known(
                workspace,
                "sample",
                pruning.samples(),
                renaming.samples(),
                channels.stream().flatMap(c -> c.samples().stream()).toList(),
                Sample::name);
        known(workspace, "modifier", pruning.modifiers(), renaming.modifiers(), modifiers, at -> at.modifier()
                .name());
        known(
                workspace,
                "modifier of type",
                pruning.modifierTypes().stream().map(ModifierType::json).toList(),
                Map.of(),
                modifiers,
                at -> at.modifier().type());
        known(
                workspace,
                "measurement",
                pruning.measurements(),
                renaming.measurements(),
                workspace.measurements(),
                Measurement::name);
        for (int c = 0; c < channels.size(); c++) {
            Channel channel = channels.get(c);
            if (!pruning.channels().contains(channel.name())
                    && channel.samples().stream().map(Sample::name).allMatch(pruning.samples()::contains)) {
                throw new WorkspaceException(
                        workspace.name(),
                        "/channels/" + c + "/samples",
                        "all samples of channel '" + channel.name() + "' would be pruned. Prune the channel, too.");
            }
        }
    }

    private static <T> void known(
            Workspace workspace,
            String kind,
            Collection<String> pruned,
            Map<String, String> renamed,
            List<T> items,
            Function<T, String> name) {
        Set<String> names = new TreeSet<>(items.stream().map(name).toList());
        Set<String> asked = new TreeSet<>(pruned);
        asked.addAll(renamed.keySet());
        for (String each : asked) {
            if (!names.contains(each)) {
                throw new WorkspaceException(
                        workspace.name(),
                        kind.equals("measurement") ? "/measurements" : "/channels",
                        "no " + kind + " '" + each + "' to " + (pruned.contains(each) ? "prune" : "rename") + "."
                                + Suggestion.among(each, names));
            }
        }
    }
}
