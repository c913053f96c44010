package dev.limen.histfactory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What the schema cannot say: names that must be unique, and lengths that must agree. */
final class WorkspaceChecks {
    private final String file;

    WorkspaceChecks(String file) {
        this.file = file;
    }

    void check(List<Channel> channels, List<Observation> observations, List<Measurement> measurements) {
        unique("/channels", "channel", channels, Channel::name);
        for (int c = 0; c < channels.size(); c++) {
            checkChannel("/channels/" + c, channels.get(c));
        }
        checkShapesysNames(channels);
        unique("/observations", "observation", observations, Observation::name);
        checkObservations(channels, observations);
        unique("/measurements", "measurement", measurements, Measurement::name);
        for (int m = 0; m < measurements.size(); m++) {
            String at = "/measurements/" + m + "/config/parameters";
            unique(at, "configuration of the parameter", measurements.get(m).parameters(), ParameterConfig::name);
        }
    }

    private <T> void unique(String pointer, String what, List<T> items, Function<T, String> name) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Integer first = seen.putIfAbsent(name.apply(items.get(i)), i);
            if (first != null) {
                throw error(
                        pointer + "/" + i,
                        "a second " + what + " '" + name.apply(items.get(i)) + "'; the first is " + pointer + "/"
                                + first + ". Rename or remove one of them.");
            }
        }
    }

    private void checkChannel(String pointer, Channel channel) {
        String samples = pointer + "/samples";
        unique(samples, "sample", channel.samples(), Sample::name);
        for (int s = 0; s < channel.samples().size(); s++) {
            checkSample(samples + "/" + s, channel, channel.samples().get(s));
        }
    }

    private void checkSample(String pointer, Channel channel, Sample sample) {
        length(pointer + "/data", sample.data(), channel);
        Map<String, Set<ModifierType>> seen = new HashMap<>();
        for (int m = 0; m < sample.modifiers().size(); m++) {
            Modifier modifier = sample.modifiers().get(m);
            String at = pointer + "/modifiers/" + m;
            if (!seen.computeIfAbsent(modifier.name(), name -> new HashSet<>()).add(modifier.kind())) {
                throw error(
                        at,
                        "a second " + modifier.type() + " '" + modifier.name() + "' on sample '" + sample.name()
                                + "'. Rename or remove one of them.");
            }
            if (modifier instanceof HistoSys histosys) {
                length(at + "/data/lo_data", histosys.loData(), channel);
                length(at + "/data/hi_data", histosys.hiData(), channel);
            } else if (modifier instanceof ShapeSys shapesys) {
                length(at + "/data", shapesys.data(), channel);
            } else if (modifier instanceof StatError staterror) {
                length(at + "/data", staterror.data(), channel);
            }
        }
    }

    private void length(String pointer, List<Double> data, Channel channel) {
        if (data.size() != channel.bins()) {
            throw error(
                    pointer,
                    bins(data.size()) + ", but channel '" + channel.name() + "' has " + channel.bins()
                            + ". Give one number for each bin of the channel (its first sample, '"
                            + channel.samples().get(0).name() + "', sets their number).");
        }
    }

    private void checkShapesysNames(List<Channel> channels) {
        Map<String, String> seen = new HashMap<>();
        Occurrence.all(channels).stream()
                .filter(occurrence -> occurrence.modifier().kind() == ModifierType.SHAPESYS)
                .forEach(occurrence -> {
                    String name = occurrence.modifier().name();
                    String first = seen.putIfAbsent(name, occurrence.pointer());
                    if (first != null) {
                        throw error(
                                occurrence.pointer(),
                                "the shapesys '" + name + "' is used already at " + first
                                        + "; each bin of a shapesys belongs to one sample. Give it a name of its own.");
                    }
                });
    }

    private void checkObservations(List<Channel> channels, List<Observation> observations) {
        Map<String, Channel> byName = new HashMap<>();
        channels.forEach(channel -> byName.put(channel.name(), channel));
        for (int o = 0; o < observations.size(); o++) {
            Observation observation = observations.get(o);
            for (int bin = 0; bin < observation.data().size(); bin++) {
                double count = observation.data().get(bin);
                if (count < 0) {
                    throw error(
                            "/observations/" + o + "/data/" + bin,
                            "found " + count + " events observed; a count cannot be negative. Correct it.");
                }
            }
            Channel channel = byName.get(observation.name());
            if (channel != null) {
                length("/observations/" + o + "/data", observation.data(), channel);
            }
        }
    }

    private static String bins(int count) {
        return count == 1 ? "1 bin" : count + " bins";
    }

    private WorkspaceException error(String pointer, String problem) {
        return new WorkspaceException(file, pointer, problem);
    }
}
