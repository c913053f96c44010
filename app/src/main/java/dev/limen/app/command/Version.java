package dev.limen.app.command;

import dev.limen.app.run.Versions;
import picocli.CommandLine.IVersionProvider;

/** What {@code limen --version} prints. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return Versions.ofProcess().lines().toArray(String[]::new);
    }
}
