package dev.limen.app.command;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.autodiff.Program;
import dev.limen.histfactory.JsonPatch;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import dev.limen.histfactory.WorkspaceException;
import dev.limen.histfactory.diagnosis.Diagnosis;
import dev.limen.histfactory.diagnosis.DiagnosisSettings;
import dev.limen.inference.Data;
import dev.limen.inference.Parameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which workspace, with which patches, under which measurement. */
final class WorkspaceOptions {

    @Mixin
    private WorkspaceArgument input = new WorkspaceArgument();

    @Option(
            names = {"-p", "--patch"},
            paramLabel = "PATCH",
            description = "JSON patch to apply first, - reads standard input; several apply in order.")
    private List<String> patches = List.of();

    @Mixin
    private ModelOptions chosen = new ModelOptions();

    boolean blind() {
        return chosen.blind();
    }

    /** Warns of what the model's workspace says in vain. */
    void report(Model model, Streams streams) {
        model.warnings().forEach(new Warnings(streams)::print);
    }

    /** Looks at the document, valid or not, after the patches. */
    Diagnosis diagnosis(DiagnosisSettings settings) {
        List<JsonPatch> operations =
                patchFiles().stream().map(DocumentFile::patch).toList();
        ModelChoice choice = chosen.choice();
        DiagnosisSettings interpolated = settings.withInterpolation(choice.interpolation());
        return input.document()
                .diagnosis(
                        operations,
                        choice.measurement().map(interpolated::withMeasurement).orElse(interpolated));
    }

    Workspace workspace() {
        List<DocumentFile> files = patchFiles();
        Workspace workspace = input.read();
        for (DocumentFile patch : files) {
            workspace = workspace.patch(patch.patch());
        }
        return workspace;
    }

    /** The patches, of which and the workspace one at most is standard input. */
    private List<DocumentFile> patchFiles() {
        List<DocumentFile> files = patches.stream().map(DocumentFile::new).toList();
        for (int i = 0; i < files.size(); i++) {
            input.document().requireApart(files.get(i));
            for (DocumentFile earlier : files.subList(0, i)) {
                earlier.requireApart(files.get(i));
            }
        }
        return files;
    }

    Model model(Workspace workspace) {
        return chosen.choice().model(workspace);
    }

    /** What was observed, or while blind what is expected where the parameters start. */
    Data data(Model model) {
        if (!blind()) {
            return model.data();
        }
        double[] starts =
                model.parameters().stream().mapToDouble(Parameter::start).toArray();
        return model.expected(Expr.constant(starts));
    }

    /** The counts observed in a channel; empty while blind. */
    Optional<List<Double>> observed(Model model, String channel) {
        return blind()
                ? Optional.empty()
                : Optional.of(Arrays.stream(
                                Program.evaluate(model.observation(channel)).toDoubles())
                        .boxed()
                        .toList());
    }

    /** What the key {@code limen} says of a result on {@link #data}: nothing yet where the data were observed. */
    Map<String, Object> dataTree(Model model) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (blind()) {
            tree.put("asimov", "nominal");
            model.poi()
                    .ifPresent(poi ->
                            tree.put("asimov_mu", model.parameters().get(poi).start()));
        }
        return tree;
    }

    /**
     * The model, which must have a parameter of interest.
     *
     * @throws WorkspaceException if no modifier has the POI's name
     */
    Model modelWithPoi(Workspace workspace) {
        Model model = model(workspace);
        if (model.measurement().poi().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    input.file() + ": the measurement '" + model.measurement().name()
                            + "' names no POI. A POI is required"
                            + " here: choose another --measurement, or name one in it.");
        }
        model.requirePoi();
        return model;
    }

    /**
     * Computes with a model; where a fit fails for a reason that the model's numbers show, that is told instead.
     *
     * @throws CommandFailure with the reason, or with what the solver said if there is none to be seen
     */
    <T> T compute(Model model, Function<ExpectedRates, Optional<String>> reason, Supplier<T> computation) {
        try {
            return computation.get();
        } catch (NotConvergedException failure) {
            Optional<String> found =
                    reason.apply(new ExpectedRates(model, blind() ? Optional.empty() : Optional.of(model.data())));
            if (found.isPresent()) {
                throw new CommandFailure(ExitCode.BAD_INPUT, input.file() + ": " + found.get(), failure);
            }
            throw new CommandFailure(
                    ExitCode.NOT_CONVERGED,
                    input.file() + ": a fit did not converge: "
                            + failure.certificate().message()
                            + ". Look for parameters that no bin constrains, and for numbers that are far too large or small.",
                    failure);
        }
    }
}
