package dev.limen.app.command;

import dev.limen.app.run.AsimovTree;
import dev.limen.histfactory.Model;
import dev.limen.inference.UpperLimit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Finds the upper limit on the POI, observed and expected. */
@Command(
        name = "limit",
        header = "Finds the upper limit on the POI, observed and expected.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  limen limit BkgOnly.json --patch signal.json --text"})
final class LimitCommand implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private WorkspaceOptions input = new WorkspaceOptions();

    @Mixin
    private LevelOption confidence = new LevelOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    LimitCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        output.require();
        Model model = input.modelWithPoi(input.workspace());
        double level = confidence.level();
        UpperLimit limit = input.compute(
                model,
                ExpectedRates::contradiction,
                () -> input.blind() ? UpperLimit.blind(model, level) : UpperLimit.of(model, model.data(), level));
        Certificates certificates = new Certificates(limit.certificates(), model.parameters(), model.poi());
        certificates.report(streams);
        input.report(model, streams);
        Warnings warnings = new Warnings(streams);
        warnings.print(limit.note());
        warnings.ofFewEvents(model);
        Map<String, Object> tree = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        if (!input.blind()) {
            tree.put("obs", limit.observed());
            lines.add(TextLine.of("limit, observed", limit.observed()));
        }
        tree.put("exp", limit.expected().values());
        tree.put("limen", AsimovTree.of(limit.asimov(), 0, certificates.all(), certificates.parameters()));
        lines.add(
                TextLine.of("limit, expected, -2 to +2 sigma", limit.expected().values()));
        output.write(streams, tree, lines);
        return ExitCode.COMPUTED.code();
    }
}
