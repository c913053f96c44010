package dev.limen.networks;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Networks in the exchange format ONNX (operator set 13), which ROOT, Athena, CMSSW and Python evaluate through ONNX
 * Runtime.
 *
 * <p>A file holds everything from columns to outputs, in 32-bit floats: input {@code x [events, columns]}, in the columns'
 * own units, output {@code y [events, outputs]}. The columns' names stand, separated by commas, in the metadata
 * {@code columns}, in the model's and the input's text.
 */
public final class Onnx {
    static final String COLUMNS = "columns";
    static final int OPERATOR_SET = 13;
    /** The first format version with operator set 13, of ONNX 1.8. */
    private static final int FORMAT_VERSION = 7;

    private Onnx() {}

    /**
     * Writes a network: complete or, after a kill, the former file.
     *
     * @throws NetworkFileException if it cannot be written
     */
    public static void write(Path file, TrainedNetwork trained) {
        OnnxGraph graph = new OnnxGraph();
        String y = network(graph, trained, standardisation(graph, trained.standardisation(), "x"));
        String columns = String.join(",", trained.standardisation().names());
        graph.node("Identity", List.of(y));
        graph.proto().getNodeBuilder(graph.proto().getNodeCount() - 1).setOutput(0, "y");
        graph.proto()
                .setName("network")
                .addInput(value("x", trained.network().inputs(), "one column for each of " + columns))
                .addOutput(value("y", trained.network().outputs(), "the network's outputs"));
        ModelProto model = ModelProto.newBuilder()
                .setIrVersion(FORMAT_VERSION)
                .setProducerName("limen")
                .setDocString("y = network(x); the columns of x are " + columns
                        + ", in the units they had in training: standardisation is part of the network")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
                .addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(COLUMNS).setValue(columns))
                .setGraph(graph.proto())
                .build();
        WholeFile.write(file, model.toByteArray());
    }

    private static String standardisation(OnnxGraph graph, Standardisation standardisation, String x) {
        List<Standardisation.Column> columns = standardisation.columns();
        String scaled = x;
        boolean[] logarithmic = new boolean[columns.size()];
        boolean any = false;
        for (int k = 0; k < logarithmic.length; k++) {
            logarithmic[k] = columns.get(k).scale() == Standardisation.Scale.LOGARITHMIC;
            any |= logarithmic[k];
        }
        if (any) {
            String which = graph.tensor("logarithmic", Tensor.wrap(Shape.of(logarithmic.length), logarithmic));
            String floored = graph.node("Max", List.of(x, numbers(graph, "floor", columns, c -> c.floor())));
            scaled = graph.node("Where", List.of(which, graph.node("Log", List.of(floored)), x));
        }
        String centred = graph.node("Sub", List.of(scaled, numbers(graph, "mean", columns, c -> c.mean())));
        return graph.node("Div", List.of(centred, numbers(graph, "deviation", columns, c -> c.deviation())));
    }

    private static String numbers(
            OnnxGraph graph,
            String name,
            List<Standardisation.Column> columns,
            ToDoubleFunction<Standardisation.Column> number) {
        return graph.tensor(name, Tensor.of(columns.stream().mapToDouble(number).toArray()));
    }

    private static String network(OnnxGraph graph, TrainedNetwork trained, String x) {
        String y = x;
        int weight = 0;
        int statistic = 0;
        for (Layer layer : trained.network().layers()) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < layer.weights().size(); i++, weight++) {
                names.add(add(graph, trained.weights(), weight));
            }
            for (int i = 0; i < layer.statistics().size(); i++, statistic++) {
                names.add(add(graph, trained.statistics(), statistic));
            }
            y = layer.export(graph, y, names);
        }
        return y;
    }

    private static String add(OnnxGraph graph, Weights weights, int index) {
        return graph.tensor(weights.names().get(index), weights.tensors().get(index));
    }

    private static ValueInfoProto value(String name, int width, String text) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("events"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width))
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setDocString(text)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }

    /**
     * Reads a chain of dense layers and activations, with or without a standardisation before it, from our or another
     * tool's file: {@code Sub}, {@code Div} by given numbers; {@code Gemm}, or {@code MatMul} and {@code Add}; {@code Relu,
     * Tanh, Sigmoid, Softplus, Elu}; {@code Softmax} over the last axis.
     *
     * <p>Columns get their names from the metadata {@code columns}, else {@code x0, x1, ...}.
     *
     * @throws NetworkFileException if it cannot be read, or naming the first operation that is not among these
     */
    public static TrainedNetwork read(Path file) {
        try {
            return new OnnxChain(ModelProto.parseFrom(Files.readAllBytes(file))).network();
        } catch (InvalidProtocolBufferException error) {
            throw new NetworkFileException(file + " is damaged, or no ONNX file: " + error.getMessage() + ".", error);
        } catch (IOException error) {
            throw new NetworkFileException(file + " cannot be read: " + error + ". Expected an ONNX file.", error);
        } catch (IllegalArgumentException error) {
            throw new NetworkFileException(
                    file + ": " + error.getMessage()
                            + ". Expected a chain of dense layers and activations; export the network as such.",
                    error);
        }
    }
}
