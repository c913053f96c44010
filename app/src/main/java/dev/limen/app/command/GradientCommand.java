package dev.limen.app.command;

import dev.limen.app.run.AsimovTree;
import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Tensor;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.Cls;
import dev.limen.inference.Significance;
import dev.limen.inference.UpperLimit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Differentiates a result by numbers of the workspace. */
@Command(
        name = "gradient",
        header = "Differentiates a result by numbers of the workspace, every other number held.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  limen gradient workspace.json --of limit --wrt SR/background",
            "  limen gradient workspace.json --of cls --wrt /channels/0/samples/1/modifiers/0/data/hi_data",
        })
final class GradientCommand implements Callable<Integer> {

    /** What can be differentiated. */
    enum Result {
        CLS,
        LIMIT,
        SIGNIFICANCE;

        @Override
        public String toString() {
            return Spelling.of(this);
        }
    }

    /** Reads it from the command line. */
    static final class ResultConverter implements ITypeConverter<Result> {
        @Override
        public Result convert(String text) {
            return Spelling.parse(Result.class, text);
        }
    }

    /** A result, what made it, and its gradient. */
    private record Slope(
            double value,
            List<Tensor> gradient,
            String asimov,
            double mu,
            List<Certificate> certificates,
            Optional<String> note) {}

    private final Streams streams;

    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkspaceOptions input = new WorkspaceOptions();

    @Option(
            names = "--of",
            required = true,
            paramLabel = "RESULT",
            converter = ResultConverter.class,
            description = "${COMPLETION-CANDIDATES}.")
    private Result result = Result.LIMIT;

    @Option(
            names = "--wrt",
            required = true,
            paramLabel = "CHANNEL/SAMPLE",
            description =
                    "A sample's nominal yields by channel and sample, or any data of the workspace by JSON pointer.")
    private String target = "";

    @Option(names = "--observed", description = "The observed result instead of the expected median.")
    private boolean observed;

    @Mixin
    private TestOptions test = new TestOptions();

    @Mixin
    private LevelOption confidence = new LevelOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    GradientCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        requireUsed(result == Result.CLS, "tests no single signal strength", TestOptions.POI, TestOptions.STATISTIC);
        requireUsed(result == Result.LIMIT, "has no confidence level", LevelOption.LEVEL);
        if (observed && input.blind()) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    "--observed and --blind are given, which contradict each other. Leave one out.");
        }
        output.require();
        Workspace workspace = input.workspace();
        Model model = input.modelWithPoi(workspace);
        Expr numbers = new GradientTarget(workspace, model).resolve(target);
        Slope slope = input.compute(
                model,
                result == Result.SIGNIFICANCE ? ExpectedRates::significanceContradiction : ExpectedRates::contradiction,
                () -> slope(model, numbers));
        Certificates certificates = new Certificates(slope.certificates(), model.parameters(), model.poi());
        certificates.report(streams);
        input.report(model, streams);
        Warnings warnings = new Warnings(streams);
        warnings.print(slope.note());
        warnings.ofFewEvents(model);
        List<Double> gradient =
                Arrays.stream(slope.gradient().get(0).toDoubles()).boxed().toList();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("value", slope.value());
        tree.put("gradient", gradient);
        tree.put("limen", AsimovTree.of(slope.asimov(), slope.mu(), certificates.all(), certificates.parameters()));
        output.write(
                streams,
                tree,
                List.of(
                        TextLine.of(result + (observed ? ", observed" : ", expected"), slope.value()),
                        TextLine.of("gradient by " + target, gradient)));
        return ExitCode.COMPUTED.code();
    }

    /** Refuses options that would be ignored. */
    private void requireUsed(boolean used, String reason, String... options) {
        for (String option : options) {
            if (!used && spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new CommandFailure(
                        ExitCode.BAD_INPUT,
                        option + " is given, but --of " + result + " " + reason + ". Leave it out.");
            }
        }
    }

    private Slope slope(Model model, Expr numbers) {
        return switch (result) {
            case CLS -> {
                Cls cls = input.blind()
                        ? Cls.blind(model, test.poi(), test.statistic())
                        : Cls.of(model, model.data(), test.poi(), test.statistic());
                yield new Slope(
                        observed ? cls.observed() : cls.expected().median(),
                        observed ? cls.observedGradient(numbers) : cls.gradient(numbers),
                        cls.asimov(),
                        0,
                        cls.certificates(),
                        cls.note());
            }
            case LIMIT -> {
                double level = confidence.level();
                UpperLimit limit =
                        input.blind() ? UpperLimit.blind(model, level) : UpperLimit.of(model, model.data(), level);
                yield new Slope(
                        observed ? limit.observed() : limit.expected().median(),
                        observed ? limit.observedGradient(numbers) : limit.gradient(numbers),
                        limit.asimov(),
                        0,
                        limit.certificates(),
                        limit.note());
            }
            case SIGNIFICANCE -> {
                Significance z = input.blind() ? Significance.blind(model) : Significance.of(model, model.data());
                yield new Slope(
                        observed ? z.observed() : z.expected(),
                        observed ? z.observedGradient(numbers) : z.gradient(numbers),
                        z.asimov(),
                        1,
                        z.certificates(),
                        Optional.empty());
            }
        };
    }
}
