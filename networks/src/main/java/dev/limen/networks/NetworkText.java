package dev.limen.networks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.fused.Activation;

/** A network's architecture as JSON, {@code {"inputs": 2, "dtype": "FLOAT64", "layers": [{"kind": "dense", ...}]}}. */
final class NetworkText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private NetworkText() {}

    static String write(Network network) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("inputs", network.inputs()).put("dtype", network.dtype().name());
        network.layers()
                .forEach(layer -> layer.describe(tree.withArray("layers").addObject()));
        return tree.toString();
    }

    static Network read(String text) {
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        } catch (JsonProcessingException error) {
            throw new IllegalArgumentException("network: no JSON: " + text, error);
        }
        NetworkBuilder builder = Network.inputs(tree.path("inputs").asInt());
        if (name(DType.class, tree, "dtype") == DType.FLOAT32) {
            builder.float32();
        }
        tree.path("layers").forEach(layer -> add(builder, layer));
        return builder.build();
    }

    private static void add(NetworkBuilder builder, JsonNode layer) {
        String kind = layer.path("kind").asText();
        int outputs = layer.path("outputs").asInt();
        switch (kind) {
            case "dense" ->
                builder.dense(
                        outputs,
                        name(Activation.class, layer, "activation"),
                        name(Initialiser.class, layer, "initialiser"));
            case "residual" -> builder.residual(outputs, name(Activation.class, layer, "activation"));
            case "activation" -> builder.activation(name(Activation.class, layer, "activation"));
            case "layer_normalisation" -> builder.layerNorm();
            case "batch_normalisation" -> builder.batchNorm();
            case "softmax" -> builder.softmax();
            default ->
                throw new IllegalArgumentException(
                        "network: a layer of kind '" + kind + "' in " + layer
                                + "; expected dense, residual, activation, layer_normalisation, batch_normalisation or softmax");
        }
    }

    private static <E extends Enum<E>> E name(Class<E> type, JsonNode tree, String key) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(tree.path(key).asText())) {
                return constant;
            }
        }
        throw new IllegalArgumentException("network: '" + key + "' is " + tree.path(key) + " in " + tree
                + "; expected one of " + java.util.Arrays.toString(type.getEnumConstants()));
    }
}
