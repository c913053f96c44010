package dev.limen.networks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that a kill in the middle leaves as they were. */
final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file beside, then puts it in the place of the old one.
     *
     * @throws NetworkFileException if it cannot be written
     */
    static void write(Path file, byte[] bytes) {
        Path target = file.toAbsolutePath();
        try {
            Path beside = Files.createTempFile(target.getParent(), target.getFileName() + ".", ".part");
            try {
                try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                    ByteBuffer buffer = ByteBuffer.wrap(bytes);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                    channel.force(true);
                }
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException error) {
            throw new NetworkFileException(
                    file + " cannot be written: " + error + ". Is its folder there, and is there space?", error);
        }
    }
}
