package dev.limen.histfactory.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.histfactory.Deviations;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.Fit;
import dev.limen.inference.Fitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fits of every published likelihood from 50 random starts: the same minimum, or the diagnosis names the others; codes 4
 * and 4p. The README of the oracles, points 2, 3 and 7.
 */
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomStartsOfPublishedTest {
    private static final int STARTS = 50;
    private static final long SEED = 20260101;
    /** Of twice the negative log-likelihood; minima are certified to 1e-13. */
    private static final double SAME = 1e-7;

    private static final Path SHARED = Path.of(System.getProperty("limen.shared", "no-shared-folder"));

    private final Deviations table =
            new Deviations("random-starts", STARTS + " random starts of every published likelihood");

    /** All, or what {@code -Dlimen.only=NAME,...} asks for. */
    static Stream<Path> published() {
        List<String> only = List.of(System.getProperty("limen.only", "").split(","));
        return Stream.of("data/likelihoods", "data/likelihoods/sbottom/RegionA", "oracles/workspaces")
                .map(SHARED::resolve)
                .filter(Files::isDirectory)
                .flatMap(RandomStartsOfPublishedTest::workspaces)
                .filter(file -> only.stream().anyMatch(file.toString()::contains));
    }

    private static Stream<Path> workspaces(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".json")
                            && !file.getFileName().toString().startsWith("patch."))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("published")
    void oneMinimumOrTheDiagnosisNamesTheOthers(Path file) {
        String name = SHARED.relativize(file).toString().replace(".json", "");
        Model model = Workspace.read(file).model();
        Subject subject = new Subject(Workspace.read(file), model, Counts.OBSERVED, pointer -> pointer);
        FittedSubject fitted = new FittedSubject(subject, DiagnosisSettings.STANDARD.withStarts(STARTS, SEED));
        List<Finding> findings = new ArrayList<>(new SeveralMinima().of(fitted));
        findings.addAll(new FailedFit().of(fitted));

        List<StartFit> fits = fits(model);
        double found = fitted.fit().twiceNll();
        List<Double> values = fits.stream()
                .filter(StartFit::converged)
                .map(StartFit::twiceNll)
                .sorted()
                .toList();
        int failed = fits.size() - values.size();
        long same =
                values.stream().filter(value -> Math.abs(value - found) < SAME).count();
        table.add(name, "fits that end in the minimum of the model's own start", same + " of " + STARTS);
        table.add(
                name, "minima of fits", Integer.toString(distinct(values)) + (failed > 0 ? ", failed " + failed : ""));
        table.add(
                name,
                "largest difference in 2 NLL",
                values.stream()
                        .mapToDouble(value -> Math.abs(value - found))
                        .max()
                        .orElse(Double.NaN));
        table.add(name, "what doctor says of descents without further starts", said(findings));

        assertTrue(fitted.fit().converged(), () -> fitted.fit().certificate().message());
        if (same < STARTS) {
            assertFalse(findings.isEmpty(), () -> "minima " + values + " beside " + found + " without a reason");
        }
        assertEquals(STARTS, fits.size());
    }

    /** Fits as every command makes them, from random starts. */
    private static List<StartFit> fits(Model model) {
        Expr from = Expr.variable("from", Shape.of(model.parameters().size()));
        Fit fit = new Fitter(model).free(model.data(), from);
        Program program = Program.compile(List.of(from), List.of(fit.twiceNll(), fit.parameters()));
        RandomStarts starts = new RandomStarts(model, model.data(), SEED);
        List<StartFit> fits = new ArrayList<>();
        for (int k = 0; k < STARTS; k++) {
            Result result = program.run(Tensor.of(starts.draw(k)));
            fits.add(new StartFit(
                    result.unchecked(0).item(),
                    result.unchecked(1).toDoubles(),
                    result.certificates().get(0)));
        }
        return fits;
    }

    private static int distinct(List<Double> sorted) {
        int count = 0;
        double last = Double.NEGATIVE_INFINITY;
        for (double value : sorted) {
            if (value - last > SAME) {
                count++;
            }
            last = value;
        }
        return count;
    }

    private static String said(List<Finding> findings) {
        return findings.isEmpty()
                ? "one minimum"
                : String.join("; ", findings.stream().map(Finding::found).toList())
                        .replace('|', '/');
    }
}
