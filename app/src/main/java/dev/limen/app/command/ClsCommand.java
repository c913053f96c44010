package dev.limen.app.command;

import dev.limen.app.run.AsimovTree;
import dev.limen.histfactory.Model;
import dev.limen.inference.Cls;
import dev.limen.inference.TestStatistic;
import dev.limen.inference.ToyCls;
import dev.limen.inference.Toys;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tests one signal strength: observed and expected CLs. */
@Command(
        name = "cls",
        header = "Tests one signal strength: observed and expected CLs, asymptotic or by toys.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  limen cls BkgOnly.json --patch signal.json --test-poi 1",
            "  limen cls workspace.json --calctype toybased --ntoys 1000 --seed 7"
        })
final class ClsCommand implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private WorkspaceOptions input = new WorkspaceOptions();

    @Mixin
    private TestOptions test = new TestOptions();

    @Mixin
    private ToyOptions calculation = new ToyOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private AbsentOptions absent = new AbsentOptions();

    ClsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        absent.require();
        calculation.require();
        output.require();
        Model model = input.modelWithPoi(input.workspace());
        TestStatistic statistic = test.statistic();
        double mu = test.poi();
        ClsResult result = calculation.toyBased() ? byToys(model, mu) : asymptotic(model, mu, statistic);
        input.report(model, streams);
        Warnings warnings = new Warnings(streams);
        warnings.print(Cls.note(model, mu, statistic));
        if (!calculation.toyBased()) {
            warnings.ofFewEvents(model);
        }
        output.write(streams, result.tree(), result.lines());
        return ExitCode.COMPUTED.code();
    }

    private ClsResult asymptotic(Model model, double mu, TestStatistic statistic) {
        Cls cls = input.compute(
                model,
                ExpectedRates::contradiction,
                () -> input.blind() ? Cls.blind(model, mu, statistic) : Cls.of(model, model.data(), mu, statistic));
        Certificates certificates = new Certificates(cls.certificates(), model.parameters(), model.poi());
        certificates.report(streams);
        return new ClsResult(
                input.blind() ? OptionalDouble.empty() : OptionalDouble.of(cls.observed()),
                cls.expected().values(),
                AsimovTree.of(cls.asimov(), 0, certificates.all(), certificates.parameters()));
    }

    private ClsResult byToys(Model model, double mu) {
        Toys toys = calculation.toys();
        ToyCls cls = toyCls(model, mu, toys);
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("calctype", ToyOptions.Calculator.TOYBASED.toString());
        own.put("toys", toys.count());
        own.put("seed", toys.seed());
        own.put("failed_toys", cls.failed());
        own.put("CLs_exp_median_error", cls.expectedError());
        if (cls.failed() > 0) {
            new Warnings(streams)
                    .print(cls.failed() + " of " + 2L * toys.count() + " toys are left out, for their fits failed");
        }
        if (input.blind()) {
            return new ClsResult(OptionalDouble.empty(), cls.expected().values(), own);
        }
        if (cls.clb() == 0) {
            throw new CommandFailure(
                    ExitCode.INCONCLUSIVE,
                    "the data lie beyond all " + toys.count()
                            + " toys without signal, so that CLs is 0/0. Make more with"
                            + " --ntoys, or use --calctype asymptotics.");
        }
        own.put("CLs_obs_error", cls.observedError());
        return new ClsResult(OptionalDouble.of(cls.observed()), cls.expected().values(), own);
    }

    private ToyCls toyCls(Model model, double mu, Toys toys) {
        try {
            return input.compute(
                    model,
                    ExpectedRates::contradiction,
                    () -> input.blind() ? ToyCls.blind(model, mu, toys) : ToyCls.of(model, model.data(), mu, toys));
        } catch (IllegalStateException none) {
            throw new CommandFailure(ExitCode.NOT_CONVERGED, none.getMessage(), none);
        }
    }
}
