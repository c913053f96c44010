package dev.limen.app.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Why a file could not be written, for people. */
public final class WriteProblem {

    private WriteProblem() {}

    /** A phrase such as {@code access denied}. */
    public static String of(IOException error) {
        if (error instanceof AccessDeniedException) {
            return "access denied";
        }
        if (error instanceof NoSuchFileException) {
            return "its folder does not exist or takes no files";
        }
        if (error instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return Optional.ofNullable(error.getMessage()).orElseGet(error::toString);
    }
}
