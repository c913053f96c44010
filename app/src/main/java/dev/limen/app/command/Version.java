package dev.limen.app.command;

import dev.limen.app.run.Versions;
import picocli.CommandLine.IVersionProvider;

/** What {@code limen --version} prints. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Versions versions = Versions.ofProcess();
        return new String[] {
            "limen " + versions.limen(), "Java " + versions.java() + ", " + versions.system() + ", " + versions.vector()
        };
    }
}
