package dev.limen.app.command;

import dev.limen.app.report.Quoted;
import dev.limen.app.report.StatisticPicture;
import dev.limen.app.report.StatisticPicture.Hypothesis;
import dev.limen.histfactory.Model;
import dev.limen.inference.AsymptoticDensity;
import dev.limen.inference.ToyCls;
import dev.limen.inference.ToyDiscovery;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The distributions of toys with and without signal, beside those for large samples.
 *
 * @param model what is tested
 * @param mu signal strength
 * @param blind whether nothing was observed
 */
record ToyPicture(Model model, double mu, boolean blind) {

    private String signal() {
        return Quoted.of(model.parameters().get(model.requirePoi()).name(), mu);
    }

    /** The picture of CLs. */
    String of(ToyCls cls) {
        AsymptoticDensity density = blind
                ? AsymptoticDensity.blindExclusion(model, mu)
                : AsymptoticDensity.exclusion(model, model.data(), mu);
        String result = blind
                ? "expected without signal: " + Quoted.of("CLs", cls.expected().median(), cls.expectedError())
                : Quoted.of("q", cls.q()) + ", "
                        + Quoted.of("CLs", cls.observed(), cls.observedError()) + ", "
                        + Quoted.of("CLs+b", cls.clsb(), cls.clsbError()) + ", "
                        + Quoted.of("CLb", cls.clb(), cls.clbError());
        return svg(
                "Test of " + signal(),
                result,
                List.of(
                        new Series("with " + signal(), cls.signalStatistics(), 0.5),
                        new Series("without signal", cls.backgroundStatistics(), density.otherAtZero())),
                density,
                blind ? OptionalDouble.empty() : OptionalDouble.of(cls.q()));
    }

    /** The picture of a significance. */
    String of(ToyDiscovery discovery) {
        AsymptoticDensity density = blind
                ? AsymptoticDensity.blindDiscovery(model, mu)
                : AsymptoticDensity.discovery(model, model.data(), mu);
        String result = blind
                ? "expected with " + signal() + ": " + Quoted.of("Z", discovery.significance(), discovery.error())
                : Quoted.of("q0", discovery.q0()) + ", "
                        + Quoted.of("p0", discovery.observedP0(), discovery.observedP0Error()) + ", "
                        + Quoted.of("Z", discovery.observedSignificance());
        return svg(
                "Test of the absence of a signal",
                result,
                List.of(
                        new Series("without signal", discovery.backgroundStatistics(), 0.5),
                        new Series("with " + signal(), discovery.signalStatistics(), density.otherAtZero())),
                density,
                blind ? OptionalDouble.empty() : OptionalDouble.of(discovery.q0()));
    }

    /**
     * One ensemble, the tested hypothesis' first.
     *
     * @param atZero the share of q = 0 for large samples
     */
    private record Series(String name, List<Double> toys, double atZero) {
        String zeros() {
            double share = toys.stream().filter(q -> q == 0).count() / (double) toys.size();
            return Quoted.percent(share) + " of toys " + name + " (asymptotically " + Quoted.percent(atZero) + ")";
        }
    }

    private static String svg(
            String title, String result, List<Series> both, AsymptoticDensity density, OptionalDouble observed) {
        Series tested = both.get(0);
        Series other = both.get(1);
        return new StatisticPicture(
                        title,
                        "q",
                        List.of(result, "q = 0: " + tested.zeros() + ", " + other.zeros()),
                        List.of(
                                new Hypothesis(tested.name(), tested.toys(), density::tested, 0),
                                new Hypothesis(other.name(), other.toys(), density::other, 0)),
                        observed,
                        StatisticPicture.Ordinate.LOGARITHMIC)
                .svg();
    }
}
