package dev.limen.app.command;

import dev.limen.app.grid.PointResult;
import dev.limen.app.grid.PointTest;
import dev.limen.app.run.Versions;
import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.NotConvergedException;
import dev.limen.histfactory.Interpolation;
import dev.limen.histfactory.JsonPatch;
import dev.limen.histfactory.Measurement;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.Cls;
import dev.limen.inference.ExpectedCounts;
import dev.limen.inference.TestStatistic;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The asymptotic test of one signal strength on a patched workspace.
 *
 * @param background the workspace without signal
 * @param measurement by name; the first if empty
 * @param mu the POI's value
 * @param blind whether observed results are left out
 */
record PatchedTest(
        Workspace background,
        Optional<String> measurement,
        Interpolation interpolation,
        double mu,
        TestStatistic statistic,
        boolean blind)
        implements PointTest {

    @Override
    public PointResult of(JsonPatch patch) {
        Workspace workspace = background.patch(patch);
        Measurement chosen = measurement.map(workspace::measurement).orElseGet(workspace::measurement);
        Model model = Model.of(workspace, chosen, interpolation);
        model.requirePoi();
        Cls cls = test(model);
        return new PointResult(
                blind ? OptionalDouble.empty() : OptionalDouble.of(cls.observed()),
                cls.expected().values(),
                (int) cls.certificates().stream()
                        .filter(each -> each.kind() == Certificate.Kind.MINIMUM)
                        .count(),
                cls.certificates().stream().mapToDouble(Certificate::edm).max().orElse(0),
                ExpectedCounts.of(model).sensitiveBackground());
    }

    /** Where a fit fails for a reason that the model's numbers show, that is told instead. */
    private Cls test(Model model) {
        try {
            return blind ? Cls.blind(model, mu, statistic) : Cls.of(model, model.data(), mu, statistic);
        } catch (NotConvergedException failure) {
            Optional<String> reason =
                    new ExpectedRates(model, blind ? Optional.empty() : Optional.of(model.data())).contradiction();
            if (reason.isPresent()) {
                throw new IllegalArgumentException(reason.get(), failure);
            }
            throw failure;
        }
    }

    @Override
    public String identity() {
        return String.join(
                "\n",
                Versions.ofProcess().lines().get(0),
                background.digest("sha256"),
                measurement.orElse(""),
                interpolation.toString(),
                Double.toString(mu),
                statistic.name(),
                blind ? "blind" : "observed",
                "");
    }
}
