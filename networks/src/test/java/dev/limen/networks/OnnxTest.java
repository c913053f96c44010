package dev.limen.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Activation;
import dev.limen.autodiff.random.RandomSource;
import dev.limen.autodiff.random.RandomStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that ONNX Runtime evaluates, beside our own numbers. */
final class OnnxTest {
    private static final int EVENTS = 100_000;

    @TempDir
    Path folder;

    /** Random columns, pt and eta, as 32-bit floats. */
    private static float[] columns() {
        float[] x = new float[2 * EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            RandomStream random = new RandomSource(3, "columns").at(i);
            x[2 * i] = (float) (20 * Math.exp(random.normal()));
            x[2 * i + 1] = (float) (2 * random.normal());
        }
        return x;
    }

    private static float[] byRuntime(Path file, float[] x, int width) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor input = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(x), new long[] {x.length / width, width});
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), input))) {
            FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] y = new float[buffer.remaining()];
            buffer.get(y);
            return y;
        }
    }

    private static double[] byUs(TrainedNetwork trained, float[] x) {
        int width = trained.network().inputs();
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            wide[i] = x[i];
        }
        Expr input = Expr.variable("x", Shape.of(Shape.EVENTS, width));
        return Program.compile(List.of(input), List.of(trained.apply(input)))
                .run(Tensor.wrap(Shape.of(x.length / width, width), wide))
                .output(0)
                .toDoubles();
    }

    /** The largest difference from 64 bits, in units of the outputs' size. */
    private double difference(TrainedNetwork trained, int events) throws OrtException {
        Path file = folder.resolve("network.onnx");
        Onnx.write(file, trained);
        float[] x = Arrays.copyOf(columns(), 2 * events);
        double[] ours = byUs(trained, x);
        float[] theirs = byRuntime(file, x, 2);
        assertEquals(ours.length, theirs.length);
        double largest = 0;
        for (int i = 0; i < ours.length; i++) {
            largest = Math.max(largest, Math.abs(ours[i] - theirs[i]) / Math.max(1, Math.abs(ours[i])));
        }
        return largest;
    }

    private static TrainedNetwork classifier() {
        Network network = Network.inputs(2)
                .dense(32, Activation.TANH)
                .dense(32, Activation.RELU)
                .dense(1, Activation.SIGMOID)
                .build();
        return new TrainedNetwork(
                network,
                network.initial(5),
                new Standardisation(List.of(
                        new Standardisation.Column("pt", Standardisation.Scale.LINEAR, 1, 30, 25),
                        new Standardisation.Column("eta", Standardisation.Scale.LINEAR, 1, 0.1, 2))));
    }

    @Test
    void runtimeAgreesOnAClassifier() throws OrtException {
        // Sums of 32 terms of order 1 that are rounded at 6e-8, through three layers.
        double difference = difference(classifier(), EVENTS);
        assertTrue(difference < 1e-6, () -> "largest difference " + difference);
    }

    @Test
    void runtimeAgreesOnEveryLayer() throws OrtException {
        // Eleven layers, of which normalisations divide by deviations down to 0.3.
        double difference = difference(TrainedNetworkTest.every(Network.inputs(2)), EVENTS / 10);
        assertTrue(difference < 1e-6, () -> "largest difference " + difference);
        double narrow = difference(TrainedNetworkTest.every(Network.inputs(2).float32()), EVENTS / 10);
        assertTrue(narrow < 1e-6, () -> "largest difference " + narrow);
    }

    @Test
    void columnsAreNamedInTheFile() throws OrtException {
        Path file = folder.resolve("network.onnx");
        Onnx.write(file, classifier());
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString())) {
            assertEquals("pt,eta", session.getMetadata().getCustomMetadata().get("columns"));
            assertEquals(List.of("x"), List.copyOf(session.getInputNames()));
            assertEquals(List.of("y"), List.copyOf(session.getOutputNames()));
        }
    }

    @Test
    void whatWeWriteWeRead() {
        Path file = folder.resolve("network.onnx");
        TrainedNetwork trained = classifier();
        Onnx.write(file, trained);
        TrainedNetwork read = Onnx.read(file);
        assertEquals(trained.standardisation().names(), read.standardisation().names());
        float[] x = Arrays.copyOf(columns(), 200);
        // Weights were rounded to 32 bits on the way, and are 32-bit now.
        assertArrayEquals(byUs(trained, x), byUs(read, x), 1e-6);
        Onnx.write(file, read);
        assertEquals(read, Onnx.read(file));
    }

    /** As PyTorch's exporter writes linear layers: transposed matrices, numbers as raw bytes; then Keras' products and sums. */
    private static ModelProto ofOthers() {
        OnnxGraph graph = new OnnxGraph();
        String gemm = graph.node("Gemm", List.of("input", "w1", "b1"), OnnxGraph.attribute("transB", 1L));
        String product = graph.node("MatMul", List.of(graph.node("Relu", List.of(gemm)), "w2"));
        String sum = graph.node("Add", List.of("b2", product));
        String y = graph.node("Tanh", List.of(graph.node("MatMul", List.of(sum, "w3"))));
        ValueInfoProto.Builder x = ValueInfoProto.newBuilder().setName("input");
        x.getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .getShapeBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("n"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(2));
        GraphProto.Builder proto = graph.proto().setName("others").addInput(x);
        proto.addOutput(ValueInfoProto.newBuilder(x.build()).setName(y).setType(x.getType().toBuilder()));
        proto.getOutputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(1)
                .setDimValue(1);
        raw(proto, "w1", 1, 3, 2);
        raw(proto, "b1", 2, 3);
        raw(proto, "w2", 3, 3, 4);
        raw(proto, "b2", 4, 4);
        raw(proto, "w3", 5, 4, 1);
        return ModelProto.newBuilder()
                .setIrVersion(7)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(Onnx.OPERATOR_SET))
                .setGraph(proto)
                .build();
    }

    private static void raw(GraphProto.Builder graph, String name, int index, long... dims) {
        int size = (int) Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        ByteBuffer bytes = ByteBuffer.allocate(4 * size).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < size; i++) {
            bytes.putFloat(
                    (float) new RandomSource(8, "raw").at(100 * index + i).normal());
        }
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(bytes.array()));
        for (long dim : dims) {
            tensor.addDims(dim);
        }
        graph.addInitializer(tensor);
    }

    @Test
    void aNetworkOfOtherToolsIsRead() throws IOException, OrtException {
        Path file = folder.resolve("others.onnx");
        Files.write(file, ofOthers().toByteArray());
        TrainedNetwork read = Onnx.read(file);
        assertEquals(List.of("x0", "x1"), read.standardisation().names());
        float[] x = {0.5f, -1, 2, 0.25f, 0, 0};
        float[] expected = byRuntime(file, x, 2);
        double[] found = byUs(read, x);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], 2e-7);
        }
    }

    @Test
    void whatIsNotUnderstoodIsNamed() throws IOException {
        Path file = folder.resolve("network.onnx");
        Onnx.write(file, TrainedNetworkTest.every(Network.inputs(2)));
        refused("operation 0 is Max", file);
        Files.write(file, "no protobuf".getBytes(StandardCharsets.UTF_8));
        refused("damaged, or no ONNX file", file);
        refused("cannot be read", folder.resolve("none.onnx"));
        Network network = Network.inputs(2).layerNorm().build();
        Onnx.write(file, new TrainedNetwork(network, network.initial(0), Standardisation.none(List.of("a", "b"))));
        refused("operation 2 is ReduceMean", file);
    }

    private static void refused(String expected, Path file) {
        String message =
                assertThrows(NetworkFileException.class, () -> Onnx.read(file)).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
