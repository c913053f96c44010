package dev.limen.app.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What identifies an input file.
 *
 * @param file as the analysis names it
 * @param bytes its size
 * @param sha256 of its bytes, in hexadecimal digits
 */
public record Digest(String file, long bytes, String sha256) {

    private static final int BUFFER = 1 << 16;

    /**
     * Reads a file and digests it.
     *
     * @throws RunFolderException if the file cannot be read
     */
    public static Digest of(Path file) {
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = algorithm();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                bytes += n;
            }
            return new Digest(file.toString(), bytes, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException error) {
            throw new RunFolderException("The input " + file + " cannot be read: " + error + ".", error);
        }
    }

    /** The SHA-256 of a text in UTF-8, in hexadecimal digits. */
    public static String sha256(String text) {
        return HexFormat.of().formatHex(algorithm().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException error) {
            throw new IllegalStateException(error);
        }
    }

    /** As a tree for JSON. */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("file", file);
        tree.put("bytes", bytes);
        tree.put("sha256", sha256);
        return tree;
    }
}
