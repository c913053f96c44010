package dev.limen.histfactory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** From records to JSON; numbers are written as doubles. */
final class WorkspaceTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private WorkspaceTree() {}

    static ObjectNode workspace(
            List<Channel> channels, List<Observation> observations, List<Measurement> measurements) {
        ObjectNode tree = NODES.objectNode();
        ArrayNode channelArray = tree.putArray("channels");
        channels.forEach(channel -> channelArray.add(channel(channel)));
        ArrayNode observationArray = tree.putArray("observations");
        observations.forEach(o -> numbers(observationArray.addObject().put("name", o.name()), "data", o.data()));
        ArrayNode measurementArray = tree.putArray("measurements");
        measurements.forEach(measurement -> measurementArray.add(measurement(measurement)));
        return tree.put("version", WorkspaceDecoder.VERSION);
    }

    private static ObjectNode channel(Channel channel) {
        ObjectNode tree = NODES.objectNode().put("name", channel.name());
        ArrayNode samples = tree.putArray("samples");
        for (Sample sample : channel.samples()) {
            ObjectNode entry = samples.addObject().put("name", sample.name());
            numbers(entry, "data", sample.data());
            ArrayNode modifiers = entry.putArray("modifiers");
            sample.modifiers().forEach(modifier -> modifiers.add(modifier(modifier)));
        }
        return tree;
    }

    private static ObjectNode modifier(Modifier modifier) {
        ObjectNode tree = NODES.objectNode().put("name", modifier.name()).put("type", modifier.type());
        if (modifier instanceof HistoSys histosys) {
            ObjectNode data = tree.putObject("data");
            numbers(data, "lo_data", histosys.loData());
            numbers(data, "hi_data", histosys.hiData());
        } else if (modifier instanceof NormSys normsys) {
            tree.putObject("data").put("lo", normsys.lo()).put("hi", normsys.hi());
        } else if (modifier instanceof ShapeSys shapesys) {
            numbers(tree, "data", shapesys.data());
        } else if (modifier instanceof StatError staterror) {
            numbers(tree, "data", staterror.data());
        } else {
            tree.putNull("data");
        }
        return tree;
    }

    private static ObjectNode measurement(Measurement measurement) {
        ObjectNode tree = NODES.objectNode().put("name", measurement.name());
        ObjectNode config = tree.putObject("config").put("poi", measurement.poi());
        ArrayNode parameters = config.putArray("parameters");
        for (ParameterConfig parameter : measurement.parameters()) {
            ObjectNode entry = parameters.addObject().put("name", parameter.name());
            optional(entry, "inits", parameter.inits());
            parameter.bounds().ifPresent(bounds -> {
                ArrayNode pairs = entry.putArray("bounds");
                bounds.forEach(b -> pairs.addArray().add(b.lower()).add(b.upper()));
            });
            optional(entry, "auxdata", parameter.auxdata());
            optional(entry, "factors", parameter.factors());
            optional(entry, "sigmas", parameter.sigmas());
            parameter.fixed().ifPresent(fixed -> entry.put("fixed", fixed));
        }
        return tree;
    }

    private static void optional(ObjectNode tree, String key, Optional<List<Double>> values) {
        values.ifPresent(present -> numbers(tree, key, present));
    }

    private static void numbers(ObjectNode tree, String key, List<Double> values) {
        ArrayNode array = tree.putArray(key);
        values.forEach(value -> array.add(value.doubleValue()));
    }
}
