package dev.limen.networks;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import java.util.List;

/** An ONNX graph while it is made: operations and given numbers, by names. */
final class OnnxGraph {
    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private int nodes;

    GraphProto.Builder proto() {
        return graph;
    }

    /** Adds given numbers: 32-bit floats, or truth values. */
    String tensor(String name, Tensor value) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name);
        value.shape().dims().forEach(tensor::addDims);
        if (value.dtype() == DType.BOOL) {
            tensor.setDataType(TensorProto.DataType.BOOL.getNumber());
            for (int i = 0; i < value.size(); i++) {
                tensor.addInt32Data((int) value.at(i));
            }
        } else {
            tensor.setDataType(TensorProto.DataType.FLOAT.getNumber());
            for (int i = 0; i < value.size(); i++) {
                tensor.addFloatData((float) value.at(i));
            }
        }
        graph.addInitializer(tensor);
        return name;
    }

    /** Adds one number. */
    String number(double value) {
        return tensor("number_" + graph.getInitializerCount(), Tensor.scalar(value));
    }

    /** Adds an operation; returns the name of its only output. */
    String node(String operation, List<String> inputs, AttributeProto... attributes) {
        String output = operation.toLowerCase(java.util.Locale.ROOT) + "_" + nodes++;
        graph.addNode(NodeProto.newBuilder()
                .setName(output)
                .setOpType(operation)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return output;
    }

    /** {@code activation(x W + b)}. */
    String dense(String x, String weight, String bias, Activation activation) {
        return activation(activation, node("Gemm", List.of(x, weight, bias)));
    }

    String activation(Activation activation, String x) {
        return switch (activation) {
            case IDENTITY -> x;
            case RELU -> node("Relu", List.of(x));
            case TANH -> node("Tanh", List.of(x));
            case SIGMOID -> node("Sigmoid", List.of(x));
            case SOFTPLUS -> node("Softplus", List.of(x));
            case ELU -> node("Elu", List.of(x), attribute("alpha", 1.0f));
            case GELU -> {
                String erf = node("Erf", List.of(node("Div", List.of(x, number(Math.sqrt(2))))));
                String twice = node("Mul", List.of(x, node("Add", List.of(erf, number(1)))));
                yield node("Mul", List.of(twice, number(0.5)));
            }
            case SILU -> node("Mul", List.of(x, node("Sigmoid", List.of(x))));
        };
    }

    static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, List<Long> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(values)
                .build();
    }
}
