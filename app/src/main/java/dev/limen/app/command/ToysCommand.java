package dev.limen.app.command;

import dev.limen.app.report.LimitPicture;
import dev.limen.app.run.Versions;
import dev.limen.app.toys.InterruptedToysException;
import dev.limen.app.toys.ToyState;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.ToyCls;
import dev.limen.inference.ToyDiscovery;
import dev.limen.inference.ToyJournal;
import dev.limen.inference.ToyLimits;
import dev.limen.inference.Toys;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** CLs, limits and significances by pseudo-experiments. */
@Command(
        name = "toys",
        header = "Makes toys: CLs, limit or significance without asymptotic formulae, with standard errors.",
        description = {
            "Each toy has main and auxiliary data of its own, a free and a conditional fit. Toys whose fits fail are left out",
            "and counted. The same seed gives the same numbers on any number of threads. With --output-file a run that was",
            "cut off goes on where it was when run again; FILE.state.jsonl holds its toys until then. The picture has the",
            "distributions of q beside those for large samples, of a limit CLs against the POI."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  limen toys workspace.json --test-poi 1 --toys 1000 --seed 7 --picture q.svg",
            "  limen toys workspace.json --of limit --toys 500 --text",
            "  limen toys workspace.json --of significance --toys 2000 --blind"
        })
final class ToysCommand implements Callable<Integer> {

    private static final String POI = "--test-poi";

    /** What is computed, as the command line spells it. */
    enum Quantity {
        CLS,
        LIMIT,
        SIGNIFICANCE;

        @Override
        public String toString() {
            return Spelling.of(this);
        }
    }

    /** Reads it from the command line. */
    static final class QuantityConverter implements ITypeConverter<Quantity> {
        @Override
        public Quantity convert(String text) {
            return Spelling.parse(Quantity.class, text);
        }
    }

    private final Streams streams;

    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkspaceOptions input = new WorkspaceOptions();

    @Option(
            names = "--of",
            paramLabel = "NAME",
            defaultValue = "cls",
            converter = QuantityConverter.class,
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Quantity quantity = Quantity.CLS;

    @Option(
            names = {"--toys", "--ntoys"},
            paramLabel = "N",
            defaultValue = "2000",
            description = "How many toys with signal, and how many without; default ${DEFAULT-VALUE}.")
    private int count = 2000;

    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "0", description = "Default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = POI,
            paramLabel = "MU",
            defaultValue = "1.0",
            description = "The POI's value to test, or of the signal that a significance is expected with; default"
                    + " ${DEFAULT-VALUE}.")
    private double mu = 1;

    @Mixin
    private LevelOption confidence = new LevelOption();

    @Option(names = "--threads", paramLabel = "N", description = "By default one for each core.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private PictureOption picture = new PictureOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    ToysCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        require();
        picture.require();
        output.require();
        Workspace workspace = input.workspace();
        Model model = input.modelWithPoi(workspace);
        input.report(model, streams);
        Optional<ToyState> state =
                output.beside(".state.jsonl").map(file -> ToyState.in(file, identity(workspace, model, input.blind())));
        try {
            return run(model, state);
        } finally {
            state.ifPresent(ToyState::close);
        }
    }

    private int run(Model model, Optional<ToyState> state) {
        state.filter(known -> known.size() > 0).ifPresent(known -> streams.messages()
                .println("limen: " + known.size() + " chunks of toys are known from before."));
        Made made;
        try (Interruption interruption = Interruption.listen(streams);
                ToyProgress progress = new ToyProgress(
                        streams,
                        state.<ToyJournal>map(kept -> kept).orElse(ToyJournal.NONE),
                        2 * count,
                        System::nanoTime,
                        interruption::requested)) {
            made = compute(model, new Toys(count, seed, threads, progress));
        } catch (InterruptedToysException interrupted) {
            streams.messages()
                    .println(
                            state.isPresent()
                                    ? "limen: the toys so far are kept; the same command continues."
                                    : "limen: the toys are lost; with --output-file they are kept and continued.");
            return ExitCode.INTERRUPTED.code();
        }
        ToyResult result = made.result();
        result.own().put("toys", count);
        result.own().put("seed", seed);
        result.own().put("asimov", input.blind() ? "nominal" : "conditional-fit");
        if (result.failed() > 0) {
            new Warnings(streams).print(result.failed() + " toys are left out, for their fits failed");
        }
        picture.write(() -> input.compute(model, ExpectedRates::contradiction, made.picture()));
        output.write(streams, result.tree(), result.lines());
        state.ifPresent(ToyState::remove);
        return ExitCode.COMPUTED.code();
    }

    private void require() {
        if (count < 1 || threads < 1) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    "--toys is " + count + " and --threads " + threads + "; expected 1 or more of each.");
        }
        if (!(mu > 0 && Double.isFinite(mu))) {
            throw new CommandFailure(ExitCode.BAD_INPUT, POI + " is " + mu + "; expected a finite number above 0.");
        }
        confidence.level();
        requireWanted(POI, quantity != Quantity.LIMIT);
        requireWanted(LevelOption.LEVEL, quantity == Quantity.LIMIT);
    }

    private void requireWanted(String option, boolean wanted) {
        if (!wanted && spec.commandLine().getParseResult().hasMatchedOption(option)) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT, option + " is given, but --of " + quantity + " does not use it. Leave it out.");
        }
    }

    /** All that the toys' statistics depend on, but for their chunk. */
    static String identity(Workspace workspace, Model model, boolean blind) {
        return String.join(
                "\n",
                Versions.ofProcess().lines().get(0),
                workspace.digest("sha256"),
                model.measurement().name(),
                model.interpolation().toString(),
                blind ? "blind" : "observed",
                "");
    }

    /** The numbers, and how they are drawn. */
    private record Made(ToyResult result, Supplier<String> picture) {}

    private Made compute(Model model, Toys toys) {
        try {
            return input.compute(model, ExpectedRates::contradiction, () -> made(model, toys));
        } catch (IllegalStateException none) {
            throw new CommandFailure(ExitCode.NOT_CONVERGED, none.getMessage(), none);
        }
    }

    private Made made(Model model, Toys toys) {
        boolean blind = input.blind();
        ToyPicture drawn = new ToyPicture(model, mu, blind);
        return switch (quantity) {
            case CLS -> {
                ToyCls cls = blind ? ToyCls.blind(model, mu, toys) : ToyCls.of(model, model.data(), mu, toys);
                yield new Made(cls(cls), () -> drawn.of(cls));
            }
            case LIMIT -> {
                double level = confidence.level();
                ToyLimits limits =
                        blind ? ToyLimits.blind(model, level, toys) : ToyLimits.of(model, model.data(), level, toys);
                String poi = model.parameters().get(model.requirePoi()).name();
                yield new Made(ToyResult.of(limits), () -> LimitPicture.svg(poi, limits, level));
            }
            case SIGNIFICANCE -> {
                ToyDiscovery found =
                        blind ? ToyDiscovery.blind(model, mu, toys) : ToyDiscovery.of(model, model.data(), mu, toys);
                yield new Made(ToyResult.of(found, blind), () -> drawn.of(found));
            }
        };
    }

    private ToyResult cls(ToyCls cls) {
        if (!input.blind() && cls.clb() == 0) {
            throw new CommandFailure(
                    ExitCode.INCONCLUSIVE,
                    "the data lie beyond all " + count
                            + " toys without signal, so that CLs is 0/0. Make more with --toys.");
        }
        return ToyResult.of(cls, input.blind());
    }
}
