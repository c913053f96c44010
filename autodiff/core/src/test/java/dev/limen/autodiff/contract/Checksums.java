package dev.limen.autodiff.contract;

import dev.limen.autodiff.Binary;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Polygamma;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.Unary;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The bits of all fixtures' outputs and gradients, as text: for comparison between two ways to run them. */
final class Checksums {
    /** Runs after which loops over a thousand elements are compiled. */
    static final int COMPILED = 250;

    private static final int LONG = 1003;

    private Checksums() {}

    /** Prints the checksums of the back end named by the argument. */
    public static void main(String[] arguments) {
        System.out.print(of(Execution.on(arguments[0]), 1));
    }

    /** Starts a process that only interprets, and prints the checksums. */
    static Process interpreted(String backend) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java", "-Xint"));
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Checksums.class.getName(), backend));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What a process prints that ends well. */
    static String output(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the interpreting process failed: " + output);
        }
        return output;
    }

    /** A line for each fixture, after so many runs. */
    static String of(Execution execution, int runs) {
        StringBuilder text = new StringBuilder();
        for (Fixture fixture : Fixtures.all()) {
            text.append(line(fixture, execution, runs));
            if (fixture.primitive() instanceof Unary
                    || fixture.primitive() instanceof Binary
                    || fixture.primitive() instanceof Polygamma) {
                text.append(line(lengthened(fixture), execution, runs));
            }
        }
        return text.toString();
    }

    private static String line(Fixture fixture, Execution execution, int runs) {
        List<Expr> variables = fixture.variables();
        List<Expr> outputs = new ArrayList<>(fixture.apply(variables));
        if (fixture.order() > 0) {
            outputs.addAll(Derivatives.gradient(
                    Numbers.project(Fixture.floating(outputs), 0.3), Numbers.differentiable(fixture, variables)));
        }
        Program program = Program.compile(variables, outputs, execution);
        Result result = program.run(fixture.inputs());
        for (int k = 1; k < runs; k++) {
            result = program.run(fixture.inputs());
        }
        int hash = 0;
        for (int k = 0; k < outputs.size(); k++) {
            hash = 31 * hash + Arrays.hashCode(result.output(k).toDoubles());
        }
        return fixture.primitive().name()
                + fixture.inputs().stream().map(Tensor::shape).toList() + " " + hash + "\n";
    }

    /** The inputs repeated, each time a little changed. */
    private static Fixture lengthened(Fixture fixture) {
        Tensor[] inputs = fixture.inputs().stream()
                .map(input -> Tensor.fromDoubles(
                        Shape.of(LONG),
                        input.dtype(),
                        IntStream.range(0, LONG)
                                .mapToDouble(
                                        i -> input.at(i % input.size()) * (1 + 1e-4 * Math.floorDiv(i, input.size())))
                                .toArray()))
                .toArray(Tensor[]::new);
        return Fixture.of(fixture.primitive(), fixture.order(), inputs);
    }
}
