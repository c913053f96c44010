package dev.limen.histfactory.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Hashes of JSON values, the same as pyhf's {@code digest}: of the UTF-8 of {@link JsonWriter.Style#CANONICAL}. */
public final class Digest {
    /** The algorithms that a patch set may name. */
    public static final List<String> ALGORITHMS = List.of("sha256", "md5");

    private Digest() {}

    /** The hash in lower-case hexadecimal digits; empty for an unknown algorithm. */
    public static Optional<String> of(JsonNode tree, String algorithm) {
        if (!ALGORITHMS.contains(algorithm)) {
            return Optional.empty();
        }
        byte[] text = JsonWriter.write(tree, JsonWriter.Style.CANONICAL).getBytes(StandardCharsets.UTF_8);
        return Optional.of(HexFormat.of().formatHex(hash(algorithm).digest(text)));
    }

    private static MessageDigest hash(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.equals("md5") ? "MD5" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has MD5 and SHA-256", e);
        }
    }
}
