package dev.limen.networks;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A network out of an ONNX graph whose operations follow one another. */
final class OnnxChain {
    private final GraphProto graph;
    private final List<String> names;
    private final Map<String, Tensor> given = new HashMap<>();
    private final List<Layer> layers = new ArrayList<>();
    private final List<Tensor> weights = new ArrayList<>();
    private double[] mean = new double[0];
    private double[] deviation = new double[0];
    private DType dtype = DType.FLOAT32;

    OnnxChain(ModelProto model) {
        this.graph = model.getGraph();
        this.names = model.getMetadataPropsList().stream()
                .filter(entry -> entry.getKey().equals(Onnx.COLUMNS))
                .map(StringStringEntryProto::getValue)
                .findFirst()
                .map(text -> List.of(text.split(",", -1)))
                .orElse(List.of());
        for (TensorProto tensor : graph.getInitializerList()) {
            given.put(tensor.getName(), numbers(tensor));
        }
    }

    TrainedNetwork network() {
        List<String> inputs = graph.getInputList().stream()
                .map(input -> input.getName())
                .filter(name -> !given.containsKey(name))
                .toList();
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("inputs " + inputs + "; expected one");
        }
        String reached = inputs.get(0);
        List<NodeProto> nodes = graph.getNodeList();
        for (int k = 0; k < nodes.size(); k++) {
            NodeProto node = nodes.get(k);
            if (!node.getInputList().contains(reached)) {
                throw new IllegalArgumentException("operation " + k + ", " + node.getOpType() + ", takes "
                        + node.getInputList() + " and not the result before it, '" + reached + "'");
            }
            boolean biased = k + 1 < nodes.size() && isBias(nodes.get(k + 1), node.getOutput(0));
            if (node.getOpType().equals("MatMul") && biased) {
                dense(matrix(node, reached), vector(nodes.get(k + 1), node.getOutput(0)));
                k++;
            } else {
                take(k, node, reached);
            }
            reached = nodes.get(k).getOutput(0);
        }
        return built();
    }

    private TrainedNetwork built() {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("no layer");
        }
        int inputs = layers.get(0).inputs();
        Network network = new Network(inputs, dtype, layers);
        List<Standardisation.Column> columns = new ArrayList<>();
        for (int k = 0; k < inputs; k++) {
            columns.add(new Standardisation.Column(
                    names.size() == inputs ? names.get(k) : "x" + k,
                    Standardisation.Scale.LINEAR,
                    1,
                    at(mean, k, 0),
                    at(deviation, k, 1)));
        }
        List<Tensor> typed = weights.stream()
                .map(tensor -> Tensor.fromDoubles(tensor.shape(), dtype, tensor.toDoubles()))
                .toList();
        return new TrainedNetwork(network, network.weights(typed), new Standardisation(columns));
    }

    /** Numbers for all columns stand once, or one for each. */
    private static double at(double[] values, int k, double otherwise) {
        return values.length == 0 ? otherwise : values[values.length == 1 ? 0 : k];
    }

    private void take(int index, NodeProto node, String reached) {
        switch (node.getOpType()) {
            case "Identity" -> {}
            case "Sub" -> mean = standardising(index, node, reached);
            case "Div" -> deviation = standardising(index, node, reached);
            case "Gemm" -> gemm(node, reached);
            case "MatMul" -> {
                Tensor matrix = matrix(node, reached);
                dense(matrix, Tensor.of(new double[matrix.shape().dim(1)]));
            }
            case "Relu" -> activation(Activation.RELU);
            case "Tanh" -> activation(Activation.TANH);
            case "Sigmoid" -> activation(Activation.SIGMOID);
            case "Softplus" -> activation(Activation.SOFTPLUS);
            case "Elu" -> {
                require(node, "alpha", 1);
                activation(Activation.ELU);
            }
            case "Softmax" -> {
                double axis = attribute(node, "axis", -1);
                if (axis != -1 && axis != 1) {
                    throw new IllegalArgumentException("Softmax over axis " + axis);
                }
                layers.add(new Softmax(width()));
            }
            default -> throw new IllegalArgumentException("operation " + index + " is " + node.getOpType());
        }
    }

    private int width() {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("an activation before the first dense layer");
        }
        return layers.get(layers.size() - 1).outputs();
    }

    private void activation(Activation activation) {
        int width = width();
        int last = layers.size() - 1;
        if (layers.get(last) instanceof Dense dense && dense.activation() == Activation.IDENTITY) {
            layers.set(last, new Dense(dense.inputs(), width, activation, Initialiser.suited(activation)));
        } else {
            layers.add(new Activated(width, activation));
        }
    }

    private double[] standardising(int index, NodeProto node, String reached) {
        boolean late = !layers.isEmpty() || node.getOpType().equals("Sub") && deviation.length > 0;
        if (late || !node.getInput(0).equals(reached)) {
            throw new IllegalArgumentException("operation " + index + ", " + node.getOpType()
                    + ", is no part of a standardisation (x - mean) / deviation before the first layer");
        }
        return constant(node.getInput(1)).toDoubles();
    }

    private void gemm(NodeProto node, String reached) {
        require(node, "alpha", 1);
        require(node, "beta", 1);
        require(node, "transA", 0);
        Tensor matrix = matrix(node, reached);
        if (attribute(node, "transB", 0) == 1) {
            matrix = transposed(matrix);
        }
        int outputs = matrix.shape().dim(1);
        dense(matrix, node.getInputCount() > 2 ? constant(node.getInput(2)) : Tensor.of(new double[outputs]));
    }

    private void dense(Tensor matrix, Tensor bias) {
        int inputs = matrix.shape().dim(0);
        int outputs = matrix.shape().dim(1);
        if (bias.size() != outputs || !layers.isEmpty() && width() != inputs) {
            throw new IllegalArgumentException("a dense layer with weights " + matrix.shape() + " and biases "
                    + bias.shape() + (layers.isEmpty() ? "" : " behind one of " + width() + " outputs"));
        }
        layers.add(new Dense(inputs, outputs, Activation.IDENTITY, Initialiser.suited(Activation.IDENTITY)));
        weights.add(matrix);
        weights.add(Tensor.of(bias.toDoubles()));
    }

    private boolean isBias(NodeProto node, String reached) {
        return node.getOpType().equals("Add")
                && node.getInputList().contains(reached)
                && node.getInputList().stream().anyMatch(given::containsKey);
    }

    private Tensor vector(NodeProto node, String reached) {
        return constant(node.getInput(node.getInput(0).equals(reached) ? 1 : 0));
    }

    private Tensor matrix(NodeProto node, String reached) {
        Tensor matrix = constant(node.getInput(1));
        if (!node.getInput(0).equals(reached) || matrix.shape().rank() != 2) {
            throw new IllegalArgumentException(node.getOpType() + " of " + node.getInputList() + " with weights "
                    + matrix.shape() + ", not a matrix behind '" + reached + "'");
        }
        dtype = matrix.dtype();
        return matrix;
    }

    private Tensor constant(String name) {
        Tensor tensor = given.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("'" + name + "' stands where given numbers are expected");
        }
        return tensor;
    }

    private static Tensor transposed(Tensor matrix) {
        int rows = matrix.shape().dim(0);
        int columns = matrix.shape().dim(1);
        double[] values = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[j * rows + i] = matrix.at(i * columns + j);
            }
        }
        return Tensor.fromDoubles(Shape.of(columns, rows), matrix.dtype(), values);
    }

    private static void require(NodeProto node, String name, double expected) {
        double found = attribute(node, name, expected);
        if (found != expected) {
            throw new IllegalArgumentException(
                    node.getOpType() + " with " + name + " = " + found + ", expected " + expected);
        }
    }

    private static double attribute(NodeProto node, String name, double otherwise) {
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.getName().equals(name)) {
                return attribute.getType() == AttributeProto.AttributeType.FLOAT ? attribute.getF() : attribute.getI();
            }
        }
        return otherwise;
    }

    private static Tensor numbers(TensorProto tensor) {
        Shape shape = Shape.of(
                tensor.getDimsList().stream().mapToInt(Math::toIntExact).toArray());
        ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        boolean inBytes = raw.hasRemaining();
        if (tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber()) {
            float[] values = new float[shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = inBytes ? raw.getFloat() : tensor.getFloatData(i);
            }
            return Tensor.wrap(shape, values);
        }
        if (tensor.getDataType() == TensorProto.DataType.DOUBLE.getNumber()) {
            double[] values = new double[shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = inBytes ? raw.getDouble() : tensor.getDoubleData(i);
            }
            return Tensor.wrap(shape, values);
        }
        // Truth values and whole numbers are no layer's weights: an operation on them is refused by its name.
        return Tensor.of(new double[0]);
    }
}
