package dev.limen.app.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.analysis.Sample;
import dev.limen.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events shared among regions by a network's softmax: derivatives, sums, and the limit in which the largest wins. */
class SoftCategoriesTest {
    private static final String TEXT = """
            events: {id: event}
            samples:
              signal: {files: events.csv, where: "label = 0", role: signal}
              background: {files: events.csv, where: "label = 1"}
            networks:
              nn:
                inputs: [x, y]
                layers: [5, {residual: 4}, layer_normalisation]
                initialiser: glorot_normal
                categories: {one: signal, two: signal, rest: [background]}
                temperature: 0.7
                seed: 4
            cuts:
              z: {above: z, start: 0.1, range: [-2, 2], width: 0.3}
            regions:
              A: {category: nn.one, cuts: [z], observable: x, edges: [-2, 0, 1, 3], bandwidth: 0.4}
              B: {category: nn.two, observable: nn.two, edges: [0, 0.4, 1], bandwidth: 0.05, overflow: keep}
              C: {category: nn.rest}
              D: {category: nn.one, cuts: [{invert: z}]}
            systematics:
              scale: {shift: {x: [0.95, 1.05], others: unaffected}, samples: [background]}
            objective: {minimise: expected_limit}
            """;

    @TempDir
    static Path folder;

    private static EventSets sets;
    private static Plan plan;

    @BeforeAll
    static void read() throws IOException {
        Random random = new Random(8);
        StringBuilder csv = new StringBuilder("event,label,x,y,z\n");
        for (int i = 0; i < 4000; i++) {
            double label = i % 2;
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%d,%f,%f,%f%n",
                    i,
                    i % 2,
                    random.nextGaussian() + 1 - label,
                    random.nextGaussian() - label,
                    random.nextGaussian()));
        }
        Files.writeString(folder.resolve("events.csv"), csv);
        Analysis analysis = AnalysisFile.parse(folder.resolve("a.yaml"), TEXT);
        Plan raw = new Plan(analysis);
        sets = new EventSets(raw, folder);
        plan = raw.with(InputScales.fit(raw, sets));
    }

    private static SoftSample soft(Sample sample) {
        return new SoftSample(plan, sample, sets.events(sample.name(), Split.Part.TRAIN));
    }

    /** 1e-8 is what extrapolated differences leave of a sum of 1000 events, whose contents are up to 1000. */
    @Test
    void hasTheDerivativesOfDifferences() {
        Sample background = plan.analysis().simulated().get(1);
        SoftSample soft = soft(background);
        double[] x = plan.start();
        Random random = new Random(2);
        Map<Slot, Counts> cotangents = new LinkedHashMap<>();
        soft.contents(x, 0.8, 1)
                .forEach((slot, counts) -> cotangents.put(
                        slot,
                        new Counts(
                                random.doubles(counts.sumw().length, -1, 1).toArray(),
                                random.doubles(counts.sumw().length, -1, 1).toArray())));
        double[] gradient = new double[x.length];
        soft.pullBack(x, 0.8, 1, cotangents, gradient);
        double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < x.length; i++) {
            double difference = (4 * slope(soft, x, i, 5e-5, cotangents) - slope(soft, x, i, 1e-4, cotangents)) / 3;
            assertEquals(difference, gradient[i], 1e-7 * largest, "of " + i);
        }
        assertTrue(Math.abs(gradient[gradient.length - 1]) > 1, "the last bias moves events between categories");
    }

    private static double slope(SoftSample soft, double[] x, int i, double step, Map<Slot, Counts> cotangents) {
        double[] up = x.clone();
        double[] down = x.clone();
        up[i] += step;
        down[i] -= step;
        return (sum(soft.contents(up, 0.8, 1), cotangents) - sum(soft.contents(down, 0.8, 1), cotangents)) / (2 * step);
    }

    private static double sum(Map<Slot, Counts> contents, Map<Slot, Counts> cotangents) {
        double sum = 0;
        for (Map.Entry<Slot, Counts> entry : contents.entrySet()) {
            Counts by = cotangents.get(entry.getKey());
            for (int bin = 0; bin < by.sumw().length; bin++) {
                sum += by.sumw()[bin] * entry.getValue().sumw()[bin]
                        + by.sumw2()[bin] * entry.getValue().sumw2()[bin];
            }
        }
        return sum;
    }

    /** At 1e-9 of the temperature only an event whose two largest scores agree to 1e-8 would be shared. */
    @Test
    void becomesTheLargestScoreAsTheTemperatureVanishes() {
        Sample background = plan.analysis().simulated().get(1);
        double[] x = plan.start();
        Map<Slot, Counts> soft = soft(background).contents(x, 1e-9, 1e-9);
        Map<Slot, Counts> hard = new HardSample(plan, background, sets.events("background", Split.Part.TRAIN))
                .at(x)
                .contents();
        assertEquals(hard.keySet(), soft.keySet());
        hard.forEach((slot, counts) ->
                assertArrayEquals(counts.sumw(), soft.get(slot).sumw(), 1e-9 * counts.total(), slot.toString()));
    }

    /** Regions that count share all events, softly and with the largest score alike; a shift moves events between them. */
    @Test
    void sharesAllEvents() {
        Analysis counting = AnalysisFile.parse(
                folder.resolve("a.yaml"), TEXT.replaceAll("(?s)cuts:\n.*?regions:.*?systematics:", """
                        regions:
                          A: {category: nn.one}
                          B: {category: nn.two}
                          C: {category: nn.rest}
                        systematics:"""));
        Plan its = new Plan(counting).with(InputScales.fit(new Plan(counting), sets));
        Sample background = counting.simulated().get(1);
        double[] x = its.start();
        double events = Arrays.stream(sets.events("background", Split.Part.TRAIN)
                        .nominal()
                        .weight()
                        .toDoubles())
                .sum();
        Map<Slot, Counts> soft =
                new SoftSample(its, background, sets.events("background", Split.Part.TRAIN)).contents(x, 1, 1);
        Map<Slot, Counts> hard = new HardSample(its, background, sets.events("background", Split.Part.TRAIN))
                .at(x)
                .contents();
        for (String variation : new String[] {Slot.NOMINAL, Slot.up("scale")}) {
            double softly = 0;
            double hardly = 0;
            for (String region : new String[] {"A", "B", "C"}) {
                softly += soft.get(new Slot(region, "background", variation)).total();
                hardly += hard.get(new Slot(region, "background", variation)).total();
                assertTrue(soft.get(new Slot(region, "background", variation)).total() > 0.01 * events, region);
            }
            assertEquals(events, softly, 1e-9 * events, variation);
            assertEquals(events, hardly, 1e-9 * events, variation);
        }
        assertTrue(soft.get(Slot.nominal("A", "background")).total()
                != soft.get(new Slot("A", "background", Slot.up("scale"))).total());
    }
}
