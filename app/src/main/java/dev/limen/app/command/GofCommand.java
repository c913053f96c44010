package dev.limen.app.command;

import dev.limen.app.report.Quoted;
import dev.limen.app.report.StatisticPicture;
import dev.limen.histfactory.Model;
import dev.limen.inference.GoodnessOfFit;
import dev.limen.inference.ToyPValue;
import dev.limen.inference.Toys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the fitted model with the saturated one. */
@Command(
        name = "gof",
        header = "Tells how well the fitted model describes the data.",
        description = {
            "The statistic is 2 (NLL of the fit - NLL of the saturated model), constraint terms in both; its p-value is that"
                    + " of chi-squared, and with --ntoys that of toys too; the picture has both distributions. With --blind the data are what is expected where"
                    + " the parameters start, so that the statistic is 0."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  limen gof workspace.json --text",
            "  limen gof workspace.json --ntoys 200 --seed 7 --picture gof.svg",
        })
final class GofCommand implements Callable<Integer> {

    private static final String COUNT = "--ntoys";
    private static final String SEED = "--seed";

    private final Streams streams;

    @Mixin
    private WorkspaceOptions input = new WorkspaceOptions();

    @Option(names = COUNT, paramLabel = "N", description = "Make N toys at the fitted parameters and fit each.")
    private Optional<Integer> count = Optional.empty();

    @Option(names = SEED, paramLabel = "S", description = "Seed of the toys; default 0.")
    private Optional<Long> seed = Optional.empty();

    @Mixin
    private PictureOption picture = new PictureOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    GofCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        requireToys();
        picture.require();
        output.require();
        Model model = input.model(input.workspace());
        GoodnessOfFit fit =
                input.compute(model, ExpectedRates::contradiction, () -> GoodnessOfFit.of(model, input.data(model)));
        Certificates certificates = new Certificates(fit.certificates(), model.parameters(), OptionalInt.empty());
        certificates.report(streams);
        input.report(model, streams);
        Map<String, Object> tree = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        tree.put("statistic", fit.statistic());
        tree.put("degrees_of_freedom", fit.degreesOfFreedom());
        lines.add(TextLine.of("2 (NLL - NLL saturated)", fit.statistic()));
        lines.add(TextLine.of("degrees of freedom", fit.degreesOfFreedom()));
        fit.pValue().ifPresent(p -> {
            tree.put("p_value", p);
            lines.add(TextLine.of("p-value, chi-squared", p));
        });
        if (fit.pValue().isEmpty()) {
            new Warnings(streams)
                    .print("there are no more bins than unconstrained parameters, so that any data are described and"
                            + " chi-squared has no p-value");
        }
        Map<String, Object> own = input.dataTree(model);
        own.put("certificate", certificates.tree());
        Optional<ToyPValue> made = count.map(toys -> byToys(fit, Toys.of(toys, seed.orElse(0L))));
        made.ifPresent(p -> addToys(p, tree, lines, own));
        tree.put("limen", own);
        picture.write(() -> svg(fit, made));
        output.write(streams, tree, lines);
        return ExitCode.COMPUTED.code();
    }

    private void requireToys() {
        count.filter(toys -> toys < 1).ifPresent(toys -> {
            throw new CommandFailure(ExitCode.BAD_INPUT, COUNT + " is " + toys + "; expected 1 or more, such as 2000.");
        });
        if (seed.isPresent() && count.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT, SEED + " is given, but no toys are made. Leave it out, or add " + COUNT + ".");
        }
    }

    private void addToys(ToyPValue p, Map<String, Object> tree, List<String> lines, Map<String, Object> own) {
        tree.put("p_value_toys", p.value());
        own.put("p_value_toys_error", p.error());
        own.put("toys", p.toys());
        own.put("seed", seed.orElse(0L));
        own.put("failed_toys", p.failed());
        lines.add(TextLine.of("p-value, toys", p.value()));
        lines.add(TextLine.of("its error", p.error()));
        if (p.failed() > 0) {
            new Warnings(streams).print(p.failed() + " of " + p.toys() + " toys are left out, for their fits failed");
        }
    }

    private static String svg(GoodnessOfFit fit, Optional<ToyPValue> toys) {
        int degrees = fit.degreesOfFreedom();
        String freedom = degrees + (degrees == 1 ? " degree of freedom" : " degrees of freedom");
        List<String> notes = new ArrayList<>();
        notes.add(Quoted.of("q", fit.statistic()) + ", " + freedom
                + (fit.pValue().isPresent() ? ", " + Quoted.of("p", fit.pValue().getAsDouble()) + " by χ²" : "")
                + toys.map(p -> ", " + Quoted.of("p", p.value(), p.error()) + " by toys")
                        .orElse(""));
        StatisticPicture.Hypothesis fitted = new StatisticPicture.Hypothesis(
                toys.isPresent() ? "toys at the fitted parameters" : "χ² of " + freedom,
                toys.map(ToyPValue::statistics).orElse(List.of()),
                // Of a saturated fit there is no chi-squared to draw.
                q -> degrees < 1 ? 0 : fit.density(q),
                degrees + 5 * Math.sqrt(2 * Math.max(1, degrees)));
        return new StatisticPicture(
                        "Goodness of fit",
                        "q = 2 (NLL − NLL saturated)",
                        notes,
                        List.of(fitted),
                        OptionalDouble.of(fit.statistic()),
                        StatisticPicture.Ordinate.LINEAR)
                .svg();
    }

    private static ToyPValue byToys(GoodnessOfFit fit, Toys toys) {
        try {
            return fit.byToys(toys);
        } catch (IllegalStateException none) {
            throw new CommandFailure(ExitCode.NOT_CONVERGED, none.getMessage(), none);
        }
    }
}
