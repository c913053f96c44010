package dev.limen.app.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.app.analysis.AnalysisFile;
import dev.limen.app.analysis.Threshold;
import dev.limen.data.Split;
import dev.limen.examples.htautau.AnalysisText;
import dev.limen.examples.htautau.HtautauGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the tau energy scale costs at fixed cuts: without it the expected limit is lower, and five times as much of it is
 * no gain.
 */
class TauEnergyScaleTest {
    @TempDir
    private Path folder;

    @Test
    void costsSensitivity() throws IOException {
        costsSensitivity(20_000);
    }

    @Test
    @Tag("conformance")
    void costsSensitivityInAMillionEvents() throws IOException {
        costsSensitivity(1_000_000);
    }

    private void costsSensitivity(long events) throws IOException {
        HtautauGenerator.generate(events, HtautauGenerator.SEED, folder);
        AnalysisText example = AnalysisText.example();
        Start without = start(example.with("(?m)^  tes:.*\\R(    .*\\R)+", ""));
        Start nominal = start(example);
        Start fivefold = start(example.with("\\[0\\.97, 1\\.03\\]", "[0.85, 1.15]"));
        // What an empty bin may hide is a matter of the nominal events alone.
        assertEquals(without.meanWeights(), nominal.meanWeights());
        assertEquals(without.meanWeights(), fivefold.meanWeights());
        nominal.limits().forEach((which, limit) -> {
            double off = without.limits().get(which);
            double five = fivefold.limits().get(which);
            String all = "%s: limit %.6f without, %.6f with, %.6f with five times the tau energy scale"
                    .formatted(which, off, limit, five);
            // More freedom in the fits only lowers the test statistic: this holds whatever the events are.
            assertTrue(off < limit, all);
            assertTrue(limit <= five, all);
        });
    }

    /**
     * The example where it begins.
     *
     * @param limits soft, and hard by part
     * @param meanWeights of all samples, by part
     */
    private record Start(Map<String, Double> limits, Map<Split.Part, List<Double>> meanWeights) {}

    private Start start(AnalysisText text) {
        Plan plan = new Plan(AnalysisFile.parse(folder.resolve("analysis.yaml"), text.yaml()));
        double[] cuts = plan.thresholds().stream().mapToDouble(Threshold::start).toArray();
        EventSets sets = new EventSets(plan, folder);
        Sensitivity sensitivity = new Sensitivity(plan);
        Map<String, Double> limits = new LinkedHashMap<>();
        Map<Split.Part, List<Double>> meanWeights = new EnumMap<>(Split.Part.class);
        for (Split.Part which : Split.Part.values()) {
            Part part = new Part(plan, sets, which, sensitivity);
            limits.put("hard, " + which, part.at(cuts).objective());
            meanWeights.put(which, Arrays.stream(part.meanWeights()).boxed().toList());
        }
        Part training = new Part(plan, sets, Split.Part.TRAIN, sensitivity);
        SoftObjective soft = new SoftObjective(plan, sets, sensitivity, new Floor(plan), training);
        limits.put("soft", sensitivity.value(soft.contents(cuts), training.meanWeights()));
        return new Start(limits, meanWeights);
    }
}
