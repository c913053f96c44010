package dev.limen.app.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.fused.Activation;
import dev.limen.networks.Initialiser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysisFileTest {

    @Test
    void readsTheExample() {
        Analysis analysis = AnalysisFile.read(ExampleFile.PATH);
        assertEquals(Optional.of(new Luminosity(36.1, 0.017)), analysis.luminosity());
        assertEquals(new Split(0.5, 0.2, 0.3, 7), analysis.events().split());
        assertEquals(
                List.of("signal", "ztautau", "ttbar", "diboson"),
                analysis.samples().stream().map(Sample::name).toList());
        assertEquals(
                List.of("signal"),
                analysis.samples(Role.SIGNAL).stream().map(Sample::name).toList());
        assertEquals(new Cut.Below("mt", "mt", 70, new Range(20, 150), 5, Optional.of(5.0)), analysis.cut("mt"));
        Region control = analysis.regions().get(1);
        assertEquals(new CutReference("pt_h", true), control.cuts().get(2));
        assertEquals(1, control.bins());
        assertEquals(
                new Systematic(
                        "xsec_ttbar",
                        new Variation.Norm(0.94, 1.06),
                        Optional.of(List.of("ttbar")),
                        Systematic.Template.HISTOSYS),
                analysis.systematics().get(2));
        assertEquals(
                new Optimiser.Algorithm.Adam(150, 0.03), analysis.optimiser().algorithm());
    }

    @Test
    void writesWhatItReads() {
        Analysis analysis = AnalysisFile.read(ExampleFile.PATH);
        String written = AnalysisWriter.write(analysis);
        assertEquals(analysis, AnalysisFile.parse(Path.of("resolved.yaml"), written), written);
        Analysis everything = AnalysisFile.parse(Path.of("everything.yaml"), EVERYTHING);
        assertEquals(everything, AnalysisFile.parse(Path.of("resolved.yaml"), AnalysisWriter.write(everything)));
    }

    @Test
    void readsWhatTheExampleDoesNotUse() {
        Analysis analysis = AnalysisFile.parse(Path.of("everything.yaml"), EVERYTHING);
        assertEquals(
                new Normalisation.CrossSection(0.41, 1e6),
                analysis.samples().get(0).normalisation());
        assertEquals(new Cut.Window("m", "m", 80, 100, new Range(0, 200), 2, Optional.empty()), analysis.cut("m"));
        assertEquals(
                List.of(new Threshold("m.low", 80, new Range(0, 200)), new Threshold("m.high", 100, new Range(0, 200))),
                analysis.cut("m").thresholds());
        assertEquals(
                new Variation.Shift(
                        List.of(
                                new ColumnShift.Add("met", Optional.of(-1.0), 1),
                                new ColumnShift.Frozen("jet_pt"),
                                new ColumnShift.Unaffected("m")),
                        false),
                analysis.systematics().get(0).variation());
        assertEquals(
                Systematic.Template.SYMMETRISED, analysis.systematics().get(1).template());
        assertEquals(Outflow.KEEP, analysis.regions().get(0).overflow());
        assertEquals(Objective.Goal.SIGNIFICANCE, analysis.objective().goal());
        assertEquals(new Optimiser.Algorithm.Lbfgs(40, 5), analysis.optimiser().algorithm());
        assertEquals("code1_code2", analysis.interpolation().toString());
        assertEquals(Optional.of("plain"), analysis.backend());
        assertEquals(2 * Math.sqrt(0.25), analysis.optimiser().widths().factor(0.5), 1e-15);
    }

    @Test
    void listsEveryProblemWithItsLine() {
        String text = ExampleFile.with("start: 70, range: [20, 150]", "start: 170, rnage: [20, 150]")
                .replace("level: 0.95", "level: 95");
        AnalysisFileException error =
                assertThrows(AnalysisFileException.class, () -> AnalysisFile.parse(Path.of("my.yaml"), text));
        assertEquals(
                List.of("/cuts/mt", "/cuts/mt/rnage", "/objective/level"),
                error.problems().stream().map(Problem::pointer).toList());
        long line = text.substring(0, text.indexOf("rnage")).lines().count();
        assertTrue(
                error.getMessage().contains("my.yaml:" + line + ":")
                        && error.getMessage().contains("Unknown key 'rnage'. Did you mean 'range'?"),
                error.getMessage());
    }

    @Test
    void namesFilesThatCannotBeRead(@TempDir Path folder) throws IOException {
        assertMessage("There is no such file", () -> AnalysisFile.read(folder.resolve("none.yaml")));
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "");
        assertMessage("The file is empty", () -> AnalysisFile.read(empty));
        Path latin = Files.write(folder.resolve("latin.yaml"), "a: é".getBytes(StandardCharsets.ISO_8859_1));
        assertMessage("not UTF-8", () -> AnalysisFile.read(latin));
        assertMessage("Not YAML", () -> AnalysisFile.parse(Path.of("x"), "cuts: [1, 2"));
        assertMessage("Expected a mapping", () -> AnalysisFile.parse(Path.of("x"), "- 1"));
        assertMessage("cannot be read", () -> AnalysisFile.read(folder));
    }

    private static void assertMessage(String part, Runnable reading) {
        String message = assertThrows(AnalysisFileException.class, reading::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void readsAndWritesNetworks() {
        Analysis analysis = AnalysisFile.parse(Path.of("networks.yaml"), NetworkFile.TEXT);
        assertEquals(
                List.of(new Network(
                        "nn",
                        List.of("met", "mt"),
                        Optional.empty(),
                        List.of(
                                new HiddenLayer.Dense(16),
                                new HiddenLayer.Residual(8),
                                new HiddenLayer.LayerNormalisation()),
                        Activation.RELU,
                        Optional.of(Initialiser.HE_UNIFORM),
                        Network.Single.SIGMOID,
                        3,
                        Network.Precision.FLOAT32)),
                analysis.networks());
        assertEquals(
                Optional.of(new Region.Binning("mt", List.of(0.0, 50.0, 100.0), Optional.of(5.0))),
                analysis.regions().get(0).withoutNetwork());
        assertEquals(
                new Training(
                        new Training.Method.Stochastic(
                                Training.Rule.ADAMW, 40, 0.01, 0.02, Training.Schedule.COSINE, 0.1, 0, 1),
                        Optional.of(5000),
                        Optional.of(4),
                        5,
                        new Annealing(1, 0.5),
                        Annealing.NONE,
                        Training.Start.RANDOM,
                        List.of(Training.Comparison.values())),
                analysis.training());
        String[] methods = {"adam: {clip: 2}", "sgd: {momentum: 0.5}", "lbfgs: {memory: 4}"};
        for (String method : methods) {
            Analysis other = AnalysisFile.parse(Path.of("other.yaml"), NetworkFile.with(method));
            String written = AnalysisWriter.write(other);
            assertEquals(other, AnalysisFile.parse(Path.of("resolved.yaml"), written), written);
        }
        Analysis resolved = AnalysisFile.parse(Path.of("resolved.yaml"), AnalysisWriter.write(analysis));
        assertEquals(analysis, resolved);
    }

    @Test
    void readsAndWritesCategories() {
        Analysis analysis = AnalysisFile.parse(Path.of("categories.yaml"), NetworkFile.CATEGORIES);
        Categories categories = new Categories(
                List.of(new Categories.Category("sig", List.of("s")), new Categories.Category("bkg", List.of("b"))), 2);
        assertEquals(categories, analysis.networks().get(0).output());
        Region counted = analysis.regions().get(0);
        assertEquals(Optional.of("nn.sig"), counted.category());
        assertEquals(new Region.Binning("nn.sig", List.of(0.0, 1.0), Optional.empty()), binning(counted));
        assertEquals(List.of(Outflow.KEEP, Outflow.KEEP), List.of(counted.underflow(), counted.overflow()));
        assertEquals(
                Optional.of(new Region.LeftOut()), analysis.regions().get(1).withoutNetwork());
        assertEquals(analysis, AnalysisFile.parse(Path.of("resolved.yaml"), AnalysisWriter.write(analysis)));
    }

    private static Region.Binning binning(Region region) {
        return new Region.Binning(region.observable(), region.edges(), region.bandwidth());
    }

    @Test
    void readsAndWritesObjects() {
        Analysis analysis = AnalysisFile.parse(Path.of("objects.yaml"), ObjectFile.TEXT);
        List<CutReference> hard = List.of(new CutReference("hard", false));
        List<CutReference> notSoft = List.of(new CutReference("soft", true));
        assertEquals(
                List.of(new ObjectCollection(
                        "jets",
                        List.of("jet_pt", "jet_far"),
                        List.of(new CutReference("central", false)),
                        List.of(
                                new Quantity.Count("n_hard", hard),
                                new Quantity.Sum("ht", "jet_pt", notSoft),
                                new Quantity.Leading("lead", "jet_pt", 1, 0.001, List.of()),
                                new Quantity.Leading("second", "jet_pt", 2, 0.002, List.of())))),
                analysis.objects());
        assertEquals(analysis, AnalysisFile.parse(Path.of("resolved.yaml"), AnalysisWriter.write(analysis)));
    }

    @Test
    void readsAndWritesDeepSets() {
        for (String text : List.of(ObjectFile.DEEP_SET, ObjectFile.SET_ALONE)) {
            Analysis analysis = AnalysisFile.parse(Path.of("sets.yaml"), text);
            assertEquals(analysis, AnalysisFile.parse(Path.of("resolved.yaml"), AnalysisWriter.write(analysis)));
        }
        Analysis analysis = AnalysisFile.parse(Path.of("sets.yaml"), ObjectFile.DEEP_SET);
        assertEquals(
                Optional.of(new ObjectSet(
                        "jets", List.of("jet_pt", "jet_far"), List.of(new CutReference("hard", false)), List.of(5, 3))),
                analysis.networks().get(0).set());
    }

    private static final String EVERYTHING = """
            luminosity: 36.1
            events: {id: event}
            samples:
              s: {files: [a.parquet, b.parquet], weight: w, role: signal, cross_section: 0.41, sum_of_weights: 1.0e6}
              b: {files: c.csv}
              d: {files: d.parquet, role: data}
            cuts:
              m: {window: m, start: [80, 100], range: [0, 200], width: 2}
            regions:
              SR: {cuts: [m], observable: m, edges: [80, 100], overflow: keep}
            systematics:
              met: {shift: {met: {add: [-1, 1]}, jet_pt: frozen, m: unaffected}}
              jes: {shift: {jet_pt: [1.02], others: unaffected}, symmetrise: true, samples: b}
              pu: {weights: [w_down, w_up], split: true}
              ps: {weight_factors: w_ps, symmetrise: true}
            objective: {maximise: significance, mu: 1.5, floors: {background: 0}}
            optimiser: {lbfgs: {steps: 40, memory: 5}, annealing: {widths: [2, 0.5]}, check_every: 5}
            interpolation: code1_code2
            backend: plain
            """;
}
