package dev.limen.networks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network with its numbers, from columns to outputs: standardisation, then the network.
 *
 * @param network         the architecture
 * @param weights         what was trained
 * @param statistics      of its batch normalisations; without tensors where there are none
 * @param standardisation of the input columns
 */
public record TrainedNetwork(Network network, Weights weights, Weights statistics, Standardisation standardisation) {
    private static final String FORMAT = "limen network 1";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @throws IllegalArgumentException if weights, statistics or columns are not those of the network
     */
    public TrainedNetwork {
        // Checks shapes and types by their places.
        network.weights(weights.tensors());
        network.statistics(statistics.tensors());
        if (standardisation.columns().size() != network.inputs()) {
            throw new IllegalArgumentException("trained network: columns " + standardisation.names()
                    + " for a network of " + network.inputs() + " inputs; expected one for each");
        }
    }

    /** Without batch normalisation. */
    public TrainedNetwork(Network network, Weights weights, Standardisation standardisation) {
        this(network, weights, network.statistics(List.of()), standardisation);
    }

    /**
     * The outputs for columns.
     *
     * @param x {@code [.., inputs]}, in the order of the standardisation's columns
     * @return {@code [.., outputs]}, of x's type
     */
    public Expr apply(Expr x) {
        return network.apply(standardisation.apply(x), weights.constants(), statistics.constants());
    }

    /**
     * Writes network, numbers and standardisation in one file of the format safetensors: complete or, after a kill, the
     * former one.
     *
     * @throws NetworkFileException if it cannot be written
     */
    public void write(Path file) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("format", FORMAT);
        texts.put("network", network.text());
        texts.put("standardisation", json(standardisation.columns()));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Weights part : List.of(weights, statistics)) {
            for (String name : part.names()) {
                tensors.put(name, part.get(name));
            }
        }
        new TensorFile(texts, tensors).write(file);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("names and finite numbers have a JSON text", impossible);
        }
    }

    /**
     * Reads what {@link #write} wrote, bit for bit.
     *
     * @throws NetworkFileException if it cannot be read, is damaged or no network
     */
    public static TrainedNetwork read(Path file) {
        TensorFile read = TensorFile.read(file, "a trained network");
        try {
            if (!read.text("format").equals(FORMAT)) {
                throw new IllegalArgumentException("its format is '" + read.text("format") + "'");
            }
            Network network = Network.ofText(read.text("network"));
            List<Standardisation.Column> columns =
                    JSON.readValue(read.text("standardisation"), new TypeReference<>() {});
            return new TrainedNetwork(
                    network,
                    network.weights(tensors(read, network.weights())),
                    network.statistics(tensors(read, network.statistics())),
                    new Standardisation(columns));
        } catch (IllegalArgumentException | JsonProcessingException error) {
            throw new NetworkFileException(
                    file + " is no network of format '" + FORMAT + "': " + error.getMessage()
                            + ". Train it again, or read it with the version that wrote it.",
                    error);
        }
    }

    private static List<Tensor> tensors(TensorFile read, List<NamedShape> places) {
        List<Tensor> tensors = new ArrayList<>();
        places.forEach(place -> tensors.add(read.tensor(place.name())));
        return tensors;
    }
}
