package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.Covariance;
import dev.limen.inference.Determination;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Yields against rates by hand, and their uncertainties against central differences. */
final class YieldsTest {
    private static final String TEXT =
            Workspaces.TWO_BINS.replace("{\"name\": \"free\", \"type\": \"shapefactor\", \"data\": null},", "");

    private final Model model = Workspace.parse(TEXT, "two.json").model();

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double[] contributions(double[] theta) {
        return Program.evaluate(model.contributions(Expr.constant(Tensor.of(theta))))
                .toDoubles();
    }

    @Test
    void contributionsAddUpToTheExpectation() {
        double[] theta = doubles(model.parameterSets().inits());
        for (int i = 0; i < theta.length; i++) {
            theta[i] += 0.03 * (i + 1);
        }
        double[] parts = contributions(theta);
        double[] whole = Program.evaluate(
                        model.expected(Expr.constant(Tensor.of(theta))).main())
                .toDoubles();
        assertEquals(4, parts.length);
        for (int bin = 0; bin < 2; bin++) {
            assertEquals(whole[bin], parts[bin] + parts[2 + bin], 1e-13 * whole[bin]);
        }
        int mu = model.requirePoi();
        int lumi = model.parameterSets().offset("lumi");
        assertEquals(5 * theta[mu] * theta[lumi], parts[0], 1e-13);
        assertEquals(10 * theta[mu] * theta[lumi], parts[1], 1e-13);
    }

    @Test
    void nominalYieldsAreThoseOfTheFile() {
        Yields.ChannelYields channel = Yields.prefit(model).channels().get(0);
        assertEquals("SR", channel.name());
        Yields.Row signal = channel.samples().get(0);
        assertEquals("signal", signal.name());
        assertEquals(List.of(5.0, 10.0), signal.values());
        // The luminosity alone: mu is not known before the fit.
        assertEquals(5 * 0.017, signal.sigmas().get(0), 1e-14);
        assertEquals(15 * 0.017, signal.sumSigma(), 1e-14);
        assertEquals(List.of(55.0, 70.0), channel.total().values());
        assertEquals(125, channel.total().sum(), 1e-12);
    }

    @Test
    void uncertaintiesAreThoseOfCentralDifferences() {
        for (Yields yields : List.of(Yields.prefit(model), Yields.postfit(model, model.data()))) {
            Covariance covariance = yields.covariance();
            double[] at = doubles(covariance.values());
            int n = at.length;
            double[][] slopes = new double[n][];
            for (int i = 0; i < n; i++) {
                double step = 1e-5 * covariance.sigma(i).orElse(0);
                slopes[i] = step > 0 ? slope(at, i, step) : new double[4];
            }
            Yields.ChannelYields channel = yields.channels().get(0);
            double[] signal = {1, 0, 0, 0};
            double[] bin = {0, 1, 0, 1};
            double[] background = {0, 0, 1, 1};
            double[] all = {1, 1, 1, 1};
            assertSigma(
                    covariance,
                    slopes,
                    signal,
                    channel.samples().get(0).sigmas().get(0));
            assertSigma(covariance, slopes, bin, channel.total().sigmas().get(1));
            assertSigma(covariance, slopes, background, channel.samples().get(1).sumSigma());
            assertSigma(covariance, slopes, all, channel.total().sumSigma());
        }
    }

    private double[] slope(double[] at, int i, double step) {
        double[] up = at.clone();
        double[] down = at.clone();
        up[i] += step;
        down[i] -= step;
        double[] above = contributions(up);
        double[] below = contributions(down);
        double[] slope = new double[above.length];
        Arrays.setAll(slope, k -> (above[k] - below[k]) / (2 * step));
        return slope;
    }

    private static void assertSigma(Covariance covariance, double[][] slopes, double[] weights, double sigma) {
        double square = 0;
        for (int i = 0; i < slopes.length; i++) {
            for (int j = 0; j < slopes.length; j++) {
                square += covariance.covariance(i, j) * dot(slopes[i], weights) * dot(slopes[j], weights);
            }
        }
        // Rounding of rates of size 100 over steps of 1e-5 standard deviations.
        assertEquals(Math.sqrt(square), sigma, 1e-8 * (1 + sigma));
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int k = 0; k < one.length; k++) {
            sum += one[k] * other[k];
        }
        return sum;
    }

    @Test
    void aSaturatedFitHasTheCountsAndTheirErrors() {
        Workspace free = Workspaces.of(
                new Measurement("m", "", List.of()),
                new Channel("B", List.of(new Sample("s", List.of(4.0, 9.0), List.of(new ShapeFactor("k"))))),
                new Channel("A", List.of(new Sample("t", List.of(2.0), List.of(new NormFactor("norm"))))));
        String text =
                free.toJson().replace("\"observations\": [", "\"observations\": [{\"name\": \"A\", \"data\": [12.0]},");
        Workspace workspace = Workspace.parse(text, "free.json");
        Yields yields = Yields.postfit(workspace.model(), workspace.data());
        assertEquals("A", yields.channels().get(0).name());
        // Fits end within sqrt(2e-13) standard deviations.
        assertEquals(12, yields.channels().get(0).total().sum(), 1e-5);
        assertEquals(Math.sqrt(12), yields.channels().get(0).total().sumSigma(), 1e-5);
        Yields.Row both = yields.channels().get(1).total();
        assertEquals(3, both.sigmas().get(1), 1e-5);
        assertEquals(Math.sqrt(13), both.sumSigma(), 1e-5);
    }

    @Test
    void beforeTheFitFreeParametersAreHeld() {
        Covariance prefit = Yields.prefit(model).covariance();
        assertEquals(Determination.UNDETERMINED, prefit.determination(model.requirePoi()));
        assertTrue(Yields.prefit(model).certificates().isEmpty());
    }
}
