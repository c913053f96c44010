package dev.limen.app.command;

import dev.limen.histfactory.Model;
import dev.limen.histfactory.ParameterSet;
import dev.limen.inference.MaximumLikelihood;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fits all parameters of a workspace to its data. */
@Command(
        name = "fit",
        header = "Fits all parameters of a workspace to its data.",
        description = "With --blind the data are what is expected where the parameters start.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  limen fit workspace.json --text"})
final class FitCommand implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private WorkspaceOptions input = new WorkspaceOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private AbsentOptions absent = new AbsentOptions();

    // Only accepted.
    @SuppressWarnings("UnusedVariable")
    @Option(names = "--value", description = "Accepted as in pyhf: twice the NLL at the minimum is always given.")
    private boolean value;

    FitCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        absent.require();
        output.require();
        Model model = input.model(input.workspace());
        MaximumLikelihood fit = input.compute(
                model, ExpectedRates::contradiction, () -> MaximumLikelihood.free(model, input.data(model)));
        Certificates certificates = new Certificates(List.of(fit.certificate()), fit.parameters(), OptionalInt.empty());
        certificates.report(streams);
        input.report(model, streams);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("mle_parameters", parameters(model, fit.values()));
        tree.put("twice_nll", fit.twiceNll());
        Map<String, Object> own = input.dataTree(model);
        own.put("certificate", certificates.tree());
        tree.put("limen", own);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < fit.values().size(); i++) {
            lines.add(TextLine.of(fit.parameters().get(i).name(), fit.values().get(i)));
        }
        lines.add(TextLine.of("twice the NLL", fit.twiceNll()));
        output.write(streams, tree, lines);
        return ExitCode.COMPUTED.code();
    }

    private static Map<String, Object> parameters(Model model, List<Double> values) {
        Map<String, Object> byName = new LinkedHashMap<>();
        int from = 0;
        for (ParameterSet set : model.parameterSets().sets()) {
            byName.put(set.name(), values.subList(from, from + set.size()));
            from += set.size();
        }
        return byName;
    }
}
