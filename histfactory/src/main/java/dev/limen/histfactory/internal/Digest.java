package dev.limen.histfactory.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Hashes of JSON values, the same as pyhf's {@code digest}: of the UTF-8 of {@link JsonWriter.Style#CANONICAL}. */
public final class Digest {
    /** The algorithms, as Python's {@code hashlib} spells them; a patch set may name the first two. */
    public static final List<String> ALGORITHMS = List.of(
            "sha256", "md5", "sha1", "sha224", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512");

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
            return MessageDigest.getInstance(javaName(algorithm));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks " + algorithm, e);
        }
    }

    /** SHA-256 for sha256, SHA3-256 for sha3_256. */
    private static String javaName(String algorithm) {
        String upper = algorithm.toUpperCase(Locale.ROOT);
        return upper.contains("_") ? upper.replace('_', '-') : upper.replace("SHA", "SHA-");
    }
}
