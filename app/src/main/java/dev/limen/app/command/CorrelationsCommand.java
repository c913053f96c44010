package dev.limen.app.command;

import dev.limen.app.report.CorrelationPicture;
import dev.limen.histfactory.Model;
import dev.limen.inference.Covariance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fits and shows how the parameters' uncertainties go together. */
@Command(
        name = "correlations",
        header = "Shows the correlations of the fitted parameters.",
        description = {
            "They are those of the inverse of the exact Hessian at the minimum, on the parameters that are free there;"
                    + " the others are listed as held. With --blind the data are what is expected where the parameters"
                    + " start. The text lists pairs, from 0.1 on unless --above is given."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  limen correlations workspace.json --above 0.1 --picture correlations.svg",
            "  limen correlations workspace.json --text",
        })
final class CorrelationsCommand implements Callable<Integer> {

    private static final double NOTABLE = 0.1;
    private static final int MOST_DRAWN = 80;

    /** Two parameters and their correlation. */
    private record Pair(int one, int other, double value) {}

    private final Streams streams;

    @Mixin
    private WorkspaceOptions input = new WorkspaceOptions();

    @Option(
            names = "--above",
            paramLabel = "R",
            description = "Leave out parameters that have no correlation with another of at least R, from 0 to 1.")
    private Optional<Double> above = Optional.empty();

    @Mixin
    private PictureOption picture = new PictureOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    CorrelationsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        double least = above.orElse(0.0);
        if (!(least >= 0 && least <= 1)) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT, "--above is " + least + "; expected a number from 0 to 1, such as 0.1.");
        }
        picture.require();
        output.require();
        Model model = input.model(input.workspace());
        Covariance covariance =
                input.compute(model, ExpectedRates::contradiction, () -> Covariance.of(model, input.data(model)));
        Certificates certificates =
                new Certificates(covariance.certificates(), model.parameters(), OptionalInt.empty());
        certificates.report(streams);
        input.report(model, streams);
        List<Integer> shown = shown(covariance, least);
        Map<String, Object> own = input.dataTree(model);
        own.put("held", HeldTree.of(covariance));
        own.put("certificate", certificates.tree());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("parameters", names(covariance, shown));
        tree.put("correlations", matrix(covariance, shown));
        tree.put("values", shown.stream().map(covariance.values()::get).toList());
        tree.put(
                "uncertainties",
                shown.stream().map(i -> covariance.sigma(i).getAsDouble()).toList());
        tree.put("limen", own);
        picture.write(() -> draw(covariance, shown));
        output.write(streams, tree, lines(covariance, above.orElse(NOTABLE)));
        return ExitCode.COMPUTED.code();
    }

    private static double strongest(Covariance covariance, int i) {
        return covariance.free().stream()
                .filter(j -> j != i)
                .mapToDouble(j -> Math.abs(covariance.correlation(i, j).getAsDouble()))
                .max()
                .orElse(0);
    }

    private static List<Integer> shown(Covariance covariance, double least) {
        return covariance.free().stream()
                .filter(i -> strongest(covariance, i) >= least)
                .toList();
    }

    private static List<String> names(Covariance covariance, List<Integer> positions) {
        return positions.stream()
                .map(i -> covariance.parameters().get(i).name())
                .toList();
    }

    private static List<List<Double>> matrix(Covariance covariance, List<Integer> positions) {
        return positions.stream()
                .map(i -> positions.stream()
                        .map(j -> covariance.correlation(i, j).getAsDouble())
                        .toList())
                .toList();
    }

    /** Of many parameters those with the strongest correlations are drawn, in their order. */
    private String draw(Covariance covariance, List<Integer> shown) {
        List<Integer> drawn = shown.stream()
                .sorted(Comparator.comparingDouble(i -> -strongest(covariance, i)))
                .limit(MOST_DRAWN)
                .sorted()
                .toList();
        if (drawn.size() < shown.size()) {
            new Warnings(streams)
                    .print("the picture has the " + MOST_DRAWN + " parameters with the strongest correlations of "
                            + shown.size() + "; choose with --above");
        }
        return CorrelationPicture.svg(names(covariance, drawn), matrix(covariance, drawn));
    }

    private static List<String> lines(Covariance covariance, double least) {
        List<Integer> free = covariance.free();
        List<Pair> pairs = new ArrayList<>();
        for (int a = 0; a < free.size(); a++) {
            for (int b = a + 1; b < free.size(); b++) {
                int one = free.get(a);
                int other = free.get(b);
                pairs.add(
                        new Pair(one, other, covariance.correlation(one, other).getAsDouble()));
            }
        }
        List<String> lines = new ArrayList<>();
        pairs.stream()
                .filter(pair -> Math.abs(pair.value()) >= least)
                .sorted(Comparator.comparingDouble(pair -> -Math.abs(pair.value())))
                .forEach(pair -> lines.add(TextLine.of(
                        String.join(" ~ ", names(covariance, List.of(pair.one(), pair.other()))), pair.value())));
        HeldTree.of(covariance).forEach((name, how) -> lines.add("held: " + name + " (" + how + ")"));
        return lines;
    }
}
