package dev.limen.app.command;

import dev.limen.app.run.AsimovTree;
import dev.limen.histfactory.Model;
import dev.limen.inference.Significance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tests the absence of a signal: discovery p-value and significance. */
@Command(
        name = "significance",
        header = "Tests the absence of a signal: discovery p-value and significance.",
        description = {
            "Expected results are those of signal strength 1. A bin with signal and no background at all would make them",
            "infinite; it is named and refused."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  limen significance workspace.json"})
final class SignificanceCommand implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private WorkspaceOptions input = new WorkspaceOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    SignificanceCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        output.require();
        Model model = input.modelWithPoi(input.workspace());
        Significance significance = input.compute(
                model,
                ExpectedRates::significanceContradiction,
                () -> input.blind() ? Significance.blind(model) : Significance.of(model, model.data()));
        Certificates certificates = new Certificates(significance.certificates(), model.parameters(), model.poi());
        certificates.report(streams);
        input.report(model, streams);
        new Warnings(streams).ofFewEvents(model);
        Map<String, Object> tree = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        if (!input.blind()) {
            tree.put("p0_obs", significance.p0());
            tree.put("z_obs", significance.observed());
            lines.add(TextLine.of("p0, observed", significance.p0()));
            lines.add(TextLine.of("Z, observed", significance.observed()));
        }
        tree.put("p0_exp", significance.expectedP0().values());
        tree.put("z_exp", significance.expected());
        tree.put("limen", AsimovTree.of(significance.asimov(), 1, certificates.all(), certificates.parameters()));
        lines.add(TextLine.of(
                "p0, expected, -2 to +2 sigma", significance.expectedP0().values()));
        lines.add(TextLine.of("Z, expected", significance.expected()));
        output.write(streams, tree, lines);
        return ExitCode.COMPUTED.code();
    }
}
