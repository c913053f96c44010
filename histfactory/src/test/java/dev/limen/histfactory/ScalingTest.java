package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.inference.UpperLimit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes of the description must do to limits, and what they must not do. */
final class ScalingTest {
    /** Limits are roots found to 1e-13 of functions whose fits are certified to 1e-13 in the likelihood. */
    private static final double EXACT = 1e-9;

    /** One bin: signal, background, its shift by a common nuisance, counts. */
    private record Bin(double signal, double background, double shift, double observed) {}

    private static final List<Bin> BINS = List.of(new Bin(5, 40, 3, 42), new Bin(8, 30, -1, 27), new Bin(2, 55, 4, 60));

    private static Channel channel(String name, List<Bin> bins, Modifier... more) {
        List<Double> low = bins.stream().map(b -> b.background() - b.shift()).toList();
        List<Double> high = bins.stream().map(b -> b.background() + b.shift()).toList();
        List<Modifier> modifiers =
                new ArrayList<>(List.of(new HistoSys("shape", low, high), new NormSys("norm", 0.9, 1.12)));
        modifiers.addAll(List.of(more));
        return new Channel(
                name,
                List.of(
                        new Sample("signal", bins.stream().map(Bin::signal).toList(), List.of(new NormFactor("mu"))),
                        new Sample(
                                "background", bins.stream().map(Bin::background).toList(), modifiers)));
    }

    private static Observation observed(String name, List<Bin> bins) {
        return new Observation(name, bins.stream().map(Bin::observed).toList());
    }

    private static UpperLimit limit(List<Channel> channels, List<Observation> observations) {
        ParameterConfig mu = ParameterConfig.of("mu").withBounds(new Bounds(0, 100));
        Workspace workspace =
                Workspace.of("made", channels, observations, List.of(new Measurement("m", "mu", List.of(mu))));
        return UpperLimit.of(workspace.model(), workspace.data(), 0.95);
    }

    private static UpperLimit limit(List<Bin> bins, Modifier... more) {
        return limit(List.of(channel("SR", bins, more)), List.of(observed("SR", bins)));
    }

    private static void assertSame(UpperLimit expected, UpperLimit actual, double factor) {
        assertEquals(expected.observed() * factor, actual.observed(), EXACT * actual.observed());
        for (int i = 0; i < 5; i++) {
            double wanted = expected.expected().values().get(i) * factor;
            assertEquals(wanted, actual.expected().values().get(i), EXACT * wanted);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 3, 20})
    void aSignalKTimesAsLargeDividesTheLimitByK(double k) {
        List<Bin> scaled = BINS.stream()
                .map(b -> new Bin(k * b.signal(), b.background(), b.shift(), b.observed()))
                .toList();
        assertSame(limit(BINS), limit(scaled), 1 / k);
    }

    @Test
    void theOrderOfBinsDoesNotMatter() {
        List<Bin> turned = new ArrayList<>(BINS);
        Collections.rotate(turned, 1);
        assertSame(limit(BINS), limit(turned), 1);
    }

    @Test
    void channelsAreBinsAndTheirOrderDoesNotMatter() {
        List<Bin> first = BINS.subList(0, 1);
        List<Bin> rest = BINS.subList(1, 3);
        Channel a = channel("A", first);
        Channel z = channel("Z", rest);
        UpperLimit together = limit(BINS);
        assertSame(together, limit(List.of(a, z), List.of(observed("A", first), observed("Z", rest))), 1);
        assertSame(together, limit(List.of(z, a), List.of(observed("Z", rest), observed("A", first))), 1);
    }

    @Test
    void samplesMayBeSplit() {
        Channel whole = channel("SR", BINS);
        Sample background = whole.samples().get(1);
        List<Sample> parts = new ArrayList<>(List.of(whole.samples().get(0)));
        for (double share : new double[] {0.3, 0.7}) {
            List<Modifier> modifiers = new ArrayList<>();
            for (Modifier modifier : background.modifiers()) {
                modifiers.add(
                        modifier instanceof HistoSys shift
                                ? new HistoSys("shape", times(shift.loData(), share), times(shift.hiData(), share))
                                : modifier);
            }
            parts.add(new Sample("part " + share, times(background.data(), share), modifiers));
        }
        assertSame(limit(BINS), limit(List.of(new Channel("SR", parts)), List.of(observed("SR", BINS))), 1);
    }

    private static List<Double> times(List<Double> values, double factor) {
        return values.stream().map(value -> value * factor).toList();
    }

    @Test
    void identicalBinsMayBeMerged() {
        // The likelihood depends on the sum of counts of bins with the same rates, whatever each of them saw.
        List<Bin> two = List.of(new Bin(5, 40, 3, 47), new Bin(5, 40, 3, 36), BINS.get(1));
        List<Bin> merged = List.of(new Bin(10, 80, 6, 83), BINS.get(1));
        assertSame(limit(merged), limit(two), 1);
    }

    @Test
    void nuisancesOfZeroWidthChangeNothing() {
        UpperLimit without = limit(BINS);
        List<Double> nominal = BINS.stream().map(Bin::background).toList();
        List<Double> zeros = Collections.nCopies(3, 0.0);
        assertSame(without, limit(BINS, new NormSys("nothing", 1, 1)), 1);
        assertSame(without, limit(BINS, new HistoSys("nothing", nominal, nominal)), 1);
        assertSame(without, limit(BINS, new ShapeSys("nothing", zeros)), 1);
        assertSame(without, limit(BINS, new StatError("nothing", zeros)), 1);
    }

    @Test
    void eachUncertaintyWorsensTheExpectedLimit() {
        double without = limit(BINS).expected().median();
        List<Double> nominal = BINS.stream().map(Bin::background).toList();
        Modifier[] more = {
            new NormSys("other", 0.8, 1.2),
            new HistoSys("other", times(nominal, 0.9), times(nominal, 1.1)),
            new ShapeSys("other", times(nominal, 0.1)),
            new StatError("other", times(nominal, 0.1))
        };
        for (Modifier modifier : more) {
            assertTrue(limit(BINS, modifier).expected().median() > without * 1.01, modifier.toString());
        }
    }

    private static double counting(double signal, double background, double relative) {
        List<Modifier> modifiers = relative == 0 ? List.of() : List.of(new NormSys("norm", 1 - relative, 1 + relative));
        Channel channel = new Channel(
                "SR",
                List.of(
                        new Sample("signal", List.of(signal), List.of(new NormFactor("mu"))),
                        new Sample("background", List.of(background), modifiers)));
        return limit(List.of(channel), List.of(new Observation("SR", List.of(background))))
                .expected()
                .median();
    }

    @Test
    void twiceTheLuminosityHelpsWhereCountsLimit() {
        // With b events known exactly the limit goes as sqrt(b)/s, up to corrections of relative order 1/sqrt(b).
        assertEquals(1 / Math.sqrt(2), counting(2e4, 2e8, 0) / counting(1e4, 1e8, 0), 1e-4);
        // Where a 20 % uncertainty rules nothing is won.
        assertEquals(1, counting(2e7, 2e8, 0.2) / counting(1e7, 1e8, 0.2), 1e-3);
        double between = counting(40, 200, 0.1) / counting(20, 100, 0.1);
        assertTrue(between > 1 / Math.sqrt(2) && between < 1, "ratio " + between);
        // Without background the limit goes as 1/s.
        assertEquals(0.5, counting(2, 2e-6, 0) / counting(1, 1e-6, 0), 2e-3);
    }

    @Test
    void aLuminosityFactorScalesTemplates() {
        Channel channel = new Channel(
                "SR",
                List.of(
                        new Sample("signal", List.of(4.0, 6.0), List.of(new NormFactor("mu"), new Lumi())),
                        new Sample(
                                "background", List.of(30.0, 20.0), List.of(new Lumi(), new NormSys("n", 0.9, 1.1)))));
        Channel twice = new Channel(
                "SR",
                List.of(
                        new Sample("signal", List.of(8.0, 12.0), List.of(new NormFactor("mu"))),
                        new Sample("background", List.of(60.0, 40.0), List.of(new NormSys("n", 0.9, 1.1)))));
        List<Observation> observed = List.of(new Observation("SR", List.of(63.0, 41.0)));
        ParameterConfig lumi = new ParameterConfig(
                "lumi",
                java.util.Optional.of(List.of(2.0)),
                java.util.Optional.of(List.of(new Bounds(1, 3))),
                java.util.Optional.of(List.of(2.0)),
                java.util.Optional.empty(),
                java.util.Optional.of(List.of(0.04)),
                java.util.Optional.of(true));
        Workspace scaled =
                Workspace.of("made", List.of(channel), observed, List.of(new Measurement("m", "mu", List.of(lumi))));
        UpperLimit actual = UpperLimit.of(scaled.model(), scaled.data(), 0.95);
        assertSame(limit(List.of(twice), observed), actual, 1);
    }
}
