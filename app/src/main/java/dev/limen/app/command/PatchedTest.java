package dev.limen.app.command;

import dev.limen.app.grid.PointResult;
import dev.limen.app.grid.PointTest;
import dev.limen.app.run.Versions;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.autodiff.Tensor;
import dev.limen.histfactory.JsonPatch;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.ModelFamily;
import dev.limen.histfactory.Workspace;
import dev.limen.histfactory.WorkspaceException;
import dev.limen.inference.MaximumLikelihood;
import dev.limen.inference.Parameter;
import dev.limen.inference.SharedCls;
import dev.limen.inference.TestStatistic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The asymptotic test of one signal strength on patched workspaces: compiled once for all that differ in numbers alone, and
 * begun at the fit of the background-only workspace, which all points have near.
 */
final class PatchedTest implements PointTest {

    /**
     * What is tested.
     *
     * @param choice of the model
     * @param mu the POI's value
     */
    record Hypothesis(ModelChoice choice, double mu, TestStatistic statistic) {

        Model model(Workspace workspace) {
            return choice.model(workspace);
        }
    }

    private final Workspace background;
    private final Hypothesis hypothesis;
    private final boolean blind;
    private final Map<String, Double> nearby;
    private final Map<ModelFamily, SharedCls> compiled = new ConcurrentHashMap<>();

    /**
     * Fits the background-only workspace.
     *
     * @param blind whether observed results are left out
     */
    PatchedTest(Workspace background, Hypothesis hypothesis, boolean blind) {
        this.background = background;
        this.hypothesis = hypothesis;
        this.blind = blind;
        this.nearby = blind ? Map.of() : fitted();
    }

    /** The fitted parameters by name; none where there is no fit, which costs the points a few steps. */
    private Map<String, Double> fitted() {
        Map<String, Double> values = new HashMap<>();
        try {
            Model model = hypothesis.model(background);
            MaximumLikelihood fit = MaximumLikelihood.free(model, model.data());
            for (int i = 0; i < fit.values().size(); i++) {
                values.put(fit.parameters().get(i).name(), fit.values().get(i));
            }
        } catch (NotConvergedException | WorkspaceException alone) {
            // A workspace that is no model without signal, say: the points tell what is wrong with them.
            values.clear();
        }
        return values;
    }

    @Override
    public PointResult of(JsonPatch patch) {
        Model model = hypothesis.model(background.patch(patch));
        model.requirePoi();
        ModelFamily family = ModelFamily.of(model).orElseThrow();
        SharedCls test = compiled.computeIfAbsent(family, this::compile);
        try {
            SharedCls.Point point = tested(test, model, family.member(model));
            return new PointResult(
                    point.observed(),
                    point.expected().values(),
                    point.fits(),
                    point.distance(),
                    point.counts().sensitiveBackground());
        } catch (NotConvergedException failure) {
            // Where a fit fails for a reason that the model's numbers show, that is told instead.
            Optional<String> reason =
                    new ExpectedRates(model, blind ? Optional.empty() : Optional.of(model.data())).contradiction();
            throw reason.<RuntimeException>map(text -> new IllegalArgumentException(text, failure))
                    .orElse(failure);
        }
    }

    private SharedCls compile(ModelFamily family) {
        ModelFamily.Shared shared = family.shared();
        return blind
                ? SharedCls.blind(shared.likelihood(), shared.variables(), hypothesis.mu(), hypothesis.statistic())
                : SharedCls.of(shared.likelihood(), shared.variables(), hypothesis.mu(), hypothesis.statistic());
    }

    private SharedCls.Point tested(SharedCls test, Model model, ModelFamily.Member member) {
        if (blind) {
            return test.blind(member.numbers());
        }
        if (Arrays.stream(member.main().toDoubles()).anyMatch(Double::isNaN)) {
            // It says which channel has no observation.
            model.data();
        }
        return test.at(start(model.parameters()), member.main(), member.auxiliary(), member.numbers());
    }

    /** The background-only fit where it has a parameter, else the nominal value. */
    private Tensor start(List<Parameter> parameters) {
        double[] start = new double[parameters.size()];
        for (int i = 0; i < start.length; i++) {
            Parameter parameter = parameters.get(i);
            double near = nearby.getOrDefault(parameter.name(), parameter.start());
            start[i] = parameter.fixed()
                    ? parameter.start()
                    : Math.max(parameter.lower(), Math.min(parameter.upper(), near));
        }
        return Tensor.of(start);
    }

    @Override
    public String identity() {
        return String.join(
                "\n",
                Versions.ofProcess().lines().get(0),
                background.digest("sha256"),
                hypothesis.toString(),
                blind ? "blind" : "observed",
                "");
    }
}
