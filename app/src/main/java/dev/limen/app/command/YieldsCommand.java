package dev.limen.app.command;

import dev.limen.app.report.YieldsPicture;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Sample;
import dev.limen.histfactory.Yields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tabulates expected events before and after a fit. */
@Command(
        name = "yields",
        header = "Tabulates expected events before and after the fit, with uncertainties.",
        description = {
            "By channel, sample and bin; uncertainties are those of all parameters with their correlations. With --blind"
                    + " the data are what is expected where the parameters start, and observed counts are left out. The"
                    + " picture has the samples stacked, before and after the fit, with data and their ratio."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  limen yields BkgOnly.json --patch signal.json --text",
            "  limen yields workspace.json --picture yields.svg",
        })
final class YieldsCommand implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private WorkspaceOptions input = new WorkspaceOptions();

    @Mixin
    private PictureOption picture = new PictureOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    YieldsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        picture.require();
        output.require();
        Model model = input.model(input.workspace());
        Yields prefit = Yields.prefit(model);
        Yields postfit =
                input.compute(model, ExpectedRates::contradiction, () -> Yields.postfit(model, input.data(model)));
        Certificates certificates = new Certificates(postfit.certificates(), model.parameters(), OptionalInt.empty());
        certificates.report(streams);
        input.report(model, streams);
        List<Map<String, Object>> channels = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        List<YieldsPicture.Region> drawn = new ArrayList<>();
        for (int c = 0; c < prefit.channels().size(); c++) {
            Yields.ChannelYields before = prefit.channels().get(c);
            Yields.ChannelYields after = postfit.channels().get(c);
            Optional<List<Double>> observed = input.observed(model, before.name());
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("name", before.name());
            observed.ifPresent(counts -> tree.put("observed", counts));
            tree.put("prefit", tree(before));
            tree.put("postfit", tree(after));
            channels.add(tree);
            drawn.add(new YieldsPicture.Region(before, after, observed));
            lines.addAll(new YieldLines(before, after, observed).lines());
        }
        Map<String, Object> own = input.dataTree(model);
        own.put("held", HeldTree.of(postfit.covariance()));
        own.put("certificate", certificates.tree());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("channels", channels);
        tree.put("limen", own);
        picture.write(() -> YieldsPicture.svg(drawn, signals(model)));
        output.write(streams, tree, lines);
        return ExitCode.COMPUTED.code();
    }

    /** The samples that carry the POI. */
    private static Set<String> signals(Model model) {
        if (model.poi().isEmpty()) {
            return Set.of();
        }
        String poi = model.parameters().get(model.requirePoi()).name();
        return model.order().channels().stream()
                .flatMap(channel -> channel.samples().stream())
                .filter(sample -> sample.modifiers().stream()
                        .anyMatch(modifier -> modifier.name().equals(poi)))
                .map(Sample::name)
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> tree(Yields.ChannelYields channel) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("samples", channel.samples().stream().map(YieldsCommand::tree).toList());
        tree.put("total", tree(channel.total()));
        return tree;
    }

    private static Map<String, Object> tree(Yields.Row row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", row.name());
        tree.put("yields", row.values());
        tree.put("uncertainties", row.sigmas());
        tree.put("sum", row.sum());
        tree.put("sum_uncertainty", row.sumSigma());
        return tree;
    }
}
