package dev.limen.app.command;

import dev.limen.histfactory.JsonText;
import dev.limen.histfactory.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes the hash by which patch sets know a workspace. */
@Command(
        name = "digest",
        header = "Computes the hash by which patch sets know a workspace.",
        description = "The hash does not depend on the order of keys and on white space, but on everything else.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  limen digest BkgOnly.json --algorithm sha256 --algorithm md5"})
final class DigestCommand implements Callable<Integer> {

    /** One way to print. */
    static final class Form {
        @Option(
                names = {"-j", "--json"},
                description = "Print JSON.")
        private boolean json;

        // It is the default.
        @SuppressWarnings("UnusedVariable")
        @Option(
                names = {"-p", "--plaintext"},
                description = "Print lines ALGORITHM:HASH, which is the default.")
        private boolean plaintext;
    }

    private final Streams streams;

    @Mixin
    private WorkspaceArgument input = new WorkspaceArgument();

    @Option(
            names = {"-a", "--algorithm"},
            paramLabel = "NAME",
            defaultValue = "sha256",
            description =
                    "md5, sha1, sha224, sha256, sha384, sha512, sha3_224, sha3_256, sha3_384 or sha3_512; several may"
                            + " be given; default ${DEFAULT-VALUE}.")
    private List<String> algorithms = List.of();

    @ArgGroup
    private Form form = new Form();

    DigestCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Workspace workspace = input.read();
        Map<String, String> digests = new LinkedHashMap<>();
        algorithms.forEach(algorithm -> digests.put(algorithm, workspace.digest(algorithm)));
        if (form.json) {
            streams.results().println(JsonText.sorted(digests));
        } else {
            digests.forEach((algorithm, digest) -> streams.results().println(algorithm + ":" + digest));
        }
        return ExitCode.COMPUTED.code();
    }
}
