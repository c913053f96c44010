package dev.limen.autodiff.nd4j;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a class of the tests in a process of its own. */
final class Processes {
    private Processes() {}

    /**
     * What it prints.
     *
     * @param code expected exit code
     */
    static String run(int code, Map<String, String> environment, List<String> options, String... mainAndArguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(mainAndArguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != code) {
            throw new IllegalStateException(
                    command + " ended with " + process.exitValue() + "; expected " + code + ": " + output);
        }
        return output;
    }
}
