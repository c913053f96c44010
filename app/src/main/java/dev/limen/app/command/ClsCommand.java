package dev.limen.app.command;

import dev.limen.app.run.AsimovTree;
import dev.limen.histfactory.Model;
import dev.limen.inference.Cls;
import dev.limen.inference.TestStatistic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tests one signal strength: observed and expected CLs. */
@Command(
        name = "cls",
        header = "Tests one signal strength: observed and expected CLs, asymptotic.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  limen cls BkgOnly.json --patch signal.json --test-poi 1"})
final class ClsCommand implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private WorkspaceOptions input = new WorkspaceOptions();

    @Mixin
    private TestOptions test = new TestOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    ClsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        output.require();
        Model model = input.modelWithPoi(input.workspace());
        TestStatistic statistic = test.statistic();
        Cls cls = input.compute(
                model, ExpectedRates::contradiction, () -> Cls.of(model, model.data(), test.poi(), statistic));
        Certificates certificates = new Certificates(cls.certificates(), model.parameters(), model.poi());
        certificates.report(streams);
        input.report(model, streams);
        Warnings warnings = new Warnings(streams);
        warnings.print(cls.note());
        warnings.ofFewEvents(model);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("CLs_obs", cls.observed());
        tree.put("CLs_exp", cls.expected().values());
        tree.put("limen", AsimovTree.of(cls.asimov(), 0, certificates.all(), certificates.parameters()));
        output.write(
                streams,
                tree,
                List.of(
                        TextLine.of("CLs, observed", cls.observed()),
                        TextLine.of(
                                "CLs, expected, -2 to +2 sigma", cls.expected().values())));
        return ExitCode.COMPUTED.code();
    }
}
