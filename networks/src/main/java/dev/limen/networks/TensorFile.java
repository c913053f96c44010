package dev.limen.networks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.autodiff.DType;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named tensors and texts in one file of the format safetensors, which many tools read: the length of the header (8
 * bytes, little-endian), a header in JSON, {@code {"__metadata__": {name: text}, name: {"dtype", "shape",
 * "data_offsets"}}}, then all numbers, little-endian, row-major. Binary, so that every double keeps its bits, NaN and
 * infinities too, at 8 bytes each.
 *
 * <p>The text {@code sha256} is the digest of the whole file with zeros in the place of its own 64 digits.
 *
 * @param texts   by name
 * @param tensors by name
 */
record TensorFile(Map<String, String> texts, Map<String, Tensor> tensors) {
    private static final String DIGEST = "sha256";
    private static final String NO_DIGEST = "0".repeat(64);
    private static final String METADATA = "__metadata__";
    private static final ObjectMapper JSON = new ObjectMapper();

    TensorFile {
        texts = new LinkedHashMap<>(texts);
        tensors = new LinkedHashMap<>(tensors);
    }

    /** Writes it whole, or not at all. */
    void write(Path file) {
        WholeFile.write(file, bytes());
    }

    private byte[] bytes() {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode metadata = header.putObject(METADATA);
        texts.forEach(metadata::put);
        metadata.put(DIGEST, NO_DIGEST);
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            ObjectNode node = header.putObject(entry.getKey());
            node.put("dtype", code(tensor.dtype()));
            tensor.shape().dims().forEach(node.putArray("shape")::add);
            long end = offset + (long) tensor.size() * width(tensor.dtype());
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        String json = header.toString();
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        byte[] head = (json + " ".repeat(Math.floorMod(-length, 8))).getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.toIntExact(8 + head.length + offset)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(head.length).put(head);
        tensors.values().forEach(tensor -> put(tensor, buffer));
        byte[] bytes = buffer.array();
        byte[] digest = digest(bytes).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digest, 0, bytes, digestAt(bytes, NO_DIGEST), digest.length);
        return bytes;
    }

    /** Where the digits stand: behind the first key of that name, which is the metadata's since tensors come later. */
    private static int digestAt(byte[] bytes, String digits) {
        String head = new String(bytes, StandardCharsets.ISO_8859_1);
        return head.indexOf("\"" + DIGEST + "\":\"" + digits) + DIGEST.length() + 4;
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /**
     * Reads.
     *
     * @param what the file should be, for messages
     * @throws NetworkFileException if it cannot be read or is damaged
     */
    static TensorFile read(Path file, String what) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException error) {
            throw new NetworkFileException(file + " cannot be read: " + error + ". Expected " + what + ".", error);
        }
        try {
            return parse(file, what, bytes);
        } catch (JsonProcessingException | RuntimeException error) {
            if (error instanceof NetworkFileException told) {
                throw told;
            }
            throw new NetworkFileException(damaged(file, what, error.toString()), error);
        }
    }

    private static String damaged(Path file, String what, String why) {
        return file + " is damaged, or not " + what + ": " + why + ". Take another copy of it, or make it again.";
    }

    private static TensorFile parse(Path file, String what, byte[] bytes) throws JsonProcessingException {
        if (bytes.length < 8) {
            throw new NetworkFileException(damaged(file, what, "it has " + bytes.length + " bytes"));
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = buffer.getLong();
        if (length < 2 || length > bytes.length - 8) {
            throw new NetworkFileException(
                    damaged(file, what, "its header should have " + length + " bytes, of " + bytes.length + " in all"));
        }
        String head = new String(bytes, 8, (int) length, StandardCharsets.UTF_8);
        JsonNode header = JSON.readTree(head);
        Map<String, String> texts = new LinkedHashMap<>();
        header.path(METADATA)
                .properties()
                .forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        String stated = String.valueOf(texts.remove(DIGEST));
        requireDigest(file, what, bytes, stated);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals(METADATA)) {
                tensors.put(entry.getKey(), tensor(entry.getValue(), buffer, 8 + (int) length));
            }
        }
        return new TensorFile(texts, tensors);
    }

    private static void requireDigest(Path file, String what, byte[] bytes, String stated) {
        int at = digestAt(bytes, stated);
        if (stated.length() != NO_DIGEST.length() || at < DIGEST.length() + 4) {
            throw new NetworkFileException(damaged(file, what, "its header states no digest"));
        }
        byte[] blank = bytes.clone();
        Arrays.fill(blank, at, at + NO_DIGEST.length(), (byte) '0');
        String found = digest(blank);
        if (!found.equals(stated)) {
            throw new NetworkFileException(damaged(file, what, "its digest is " + found + ", but it states " + stated));
        }
    }

    private static Tensor tensor(JsonNode node, ByteBuffer buffer, int start) {
        int[] dims = new int[node.path("shape").size()];
        for (int k = 0; k < dims.length; k++) {
            dims[k] = node.path("shape").get(k).asInt();
        }
        Shape shape = Shape.of(dims);
        DType dtype = dtype(node.path("dtype").asText());
        int from = Math.toIntExact(start + node.path("data_offsets").get(0).asLong());
        ByteBuffer part = buffer.duplicate().position(from).slice().order(ByteOrder.LITTLE_ENDIAN);
        return switch (dtype) {
            case FLOAT64 -> {
                double[] values = new double[shape.size()];
                part.asDoubleBuffer().get(values);
                yield Tensor.wrap(shape, values);
            }
            case FLOAT32 -> {
                float[] values = new float[shape.size()];
                part.asFloatBuffer().get(values);
                yield Tensor.wrap(shape, values);
            }
            case INT32 -> {
                int[] values = new int[shape.size()];
                part.asIntBuffer().get(values);
                yield Tensor.wrap(shape, values);
            }
            case BOOL -> {
                boolean[] values = new boolean[shape.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = part.get() != 0;
                }
                yield Tensor.wrap(shape, values);
            }
        };
    }

    private static void put(Tensor tensor, ByteBuffer buffer) {
        for (int i = 0; i < tensor.size(); i++) {
            double value = tensor.at(i);
            switch (tensor.dtype()) {
                case FLOAT64 -> buffer.putDouble(value);
                case FLOAT32 -> buffer.putFloat((float) value);
                case INT32 -> buffer.putInt((int) value);
                case BOOL -> buffer.put((byte) value);
            }
        }
    }

    private static int width(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> Double.BYTES;
            case FLOAT32 -> Float.BYTES;
            case INT32 -> Integer.BYTES;
            case BOOL -> 1;
        };
    }

    private static String code(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> "F64";
            case FLOAT32 -> "F32";
            case INT32 -> "I32";
            case BOOL -> "BOOL";
        };
    }

    private static DType dtype(String code) {
        for (DType dtype : DType.values()) {
            if (code(dtype).equals(code)) {
                return dtype;
            }
        }
        throw new IllegalArgumentException("numbers of type '" + code + "'; expected F64, F32, I32 or BOOL");
    }

    /** A text that must be there. */
    String text(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no text '" + name + "' in its header");
        }
        return text;
    }

    /** A tensor that must be there. */
    Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor '" + name + "'");
        }
        return tensor;
    }
}
