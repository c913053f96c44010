package dev.limen.app.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake is the example with one passage changed; exactly one problem comes, at its place. */
@Tag("once")
class AnalysisProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "width: 5, round: 5 | widht: 5, round: 5, width: 5 | /cuts/mt/widht | Did you mean 'width'?",
                "below: mt, | below: mt, above: mt, | /cuts/mt | exactly one of above, below, window; found above and below",
                "start: 70 | start: 170 | /cuts/mt/start | 170.0 lies outside the range [20.0, 150.0]",
                "start: 70 | start: many | /cuts/mt/start | Expected a finite number; found 'many'",
                "start: 70 | start: 1e999 | /cuts/mt/start | Expected a finite number",
                "range: [20, 150] | range: [150, 20] | /cuts/mt/range | lower below upper",
                "range: [20, 150] | range: [20] | /cuts/mt/range | Expected two numbers; found 1",
                "width: 3, | width: 0, | /cuts/tau_pt/width | Must be above 0; found 0.0",
                "below: mt,     start: 70, | window: mt, start: [90, 70], | /cuts/mt/start | low below high",
                "90, 100, 110 | 100, 90, 110 | /regions/SR/edges | 90.0 follows 100.0",
                "edges: [40, 150] | edges: [40] | /regions/CR/edges | at least two edges",
                "edges: [40, 150] | edges: [40, 90, 150] | /regions/CR | 'CR' has 2 bins",
                "bandwidth: 4 | bandwidth: -4 | /regions/SR/bandwidth | above 0",
                "bandwidth: 4 | bandwidth: 4, overflow: clip | /regions/SR/overflow | Known: drop, keep.",
                "SR: {cuts: [mt, | SR: {cuts: [mte, | /regions/SR/cuts/0 | Did you mean 'mt'?",
                "SR: {cuts: [mt, | SR: {cuts: [mt, mt, | /regions/SR/cuts/1 | twice",
                "{invert: pt_h} | {invrt: pt_h, invert: pt_h} | /regions/CR/cuts/2/invrt | Did you mean 'invert'?",
                "samples: [ttbar] | samples: [tbar] | /systematics/xsec_ttbar/samples/0 | Did you mean 'ttbar'?",
                "norm: [0.94, 1.06] | norm: [0, 1.06] | /systematics/xsec_ttbar/norm | above 0",
                "norm: [0.94, 1.06] | norm: [0.94, 1.06], split: true | /systematics/xsec_ttbar/split | no shape",
                "norm: [0.94, 1.06] | norm: [0.94, 1.06], symmetrise: true | /systematics/xsec_ttbar/symmetrise | mirror",
                "norm: [0.94, 1.06] | norm: [0.94, 1.06], split: yes | /systematics/xsec_ttbar/split | true or false",
                "[w_pdf_down, w_pdf_up] | [w_pdf_up] | /systematics/pdf | symmetrise: true",
                "xsec_ttbar: | mu: | /systematics/mu | belongs to another parameter",
                "xsec_ttbar: | norm_ztautau: | /systematics/norm_ztautau | belongs to another parameter",
                "others: unaffected | m_vis: unaffected | /systematics/tes/shift/m_vis | again under every shift",
                "tau_pt: [0.97, 1.03] | tau_pt: scaled | /systematics/tes/shift/tau_pt | Known: unaffected, frozen.",
                "tau_pt: [0.97, 1.03] | tau_pt: {ad: 1} | /systematics/tes/shift/tau_pt/ad | Did you mean 'add'?",
                "test: 0.3 | test: 0.4 | /events/split | they add up to 1.1",
                "train: 0.5 | train: 0 | /events/split/train | above 0",
                "seed: 7 | seed: 1.5 | /events/split/seed | whole number",
                "role: signal | role: signl | /samples/signal/role | Did you mean 'signal'?",
                "role: signal | normalisation: free | /samples | No sample is a signal",
                "role: signal | role: signal, normalisation: free | /samples/signal/normalisation | signal strength",
                "weight: weight, role: signal | role: signal, cross_section: 1 | /samples/signal | 'sum_of_weights' is missing",
                "level: 0.95 | level: 95 | /objective/level | between 0 and 1",
                "minimise: expected_limit, level: 0.95 | minimise: significance | /objective/minimise | 'maximise: significance'",
                "minimise: expected_limit, level: 0.95 | minimise: expected_cls, level: 0.9 | /objective/level | Only expected_limit",
                "objective: | objectve: | /objectve | Did you mean 'objective'?",
                "learning_rate: 0.03 | learning_rate: 3 | /optimiser/adam/learning_rate | at most 1",
                "steps: 150 | steps: 0 | /optimiser/adam/steps | at least 1",
                "widths: [1, 0.3] | widths: [1, 2] | /optimiser/annealing/widths | do not grow",
                "value: 36.1 | value: -1 | /luminosity/value | above 0",
                "diboson: {files | ttbar: {files | /samples/ttbar | stands here twice",
                "xsec_ttbar: | xsec ttbar: | /systematics/xsec ttbar | begin with a letter",
            })
    void namesThePlaceAndTheCure(String passage, String replacement, String pointer, String message) {
        assertProblem(ExampleFile.with(passage, replacement), pointer, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inputs: [met, mt] | inputs: [met, met] | /networks/nn/inputs/1 | twice",
                "inputs: [met, mt] | inputs: [met, nn] | /networks/nn/inputs/1 | is a network",
                "inputs: [met, mt] | input: [met, mt] | /networks/nn/input | Did you mean 'inputs'?",
                "layers: [16, | layers: [0, | /networks/nn/layers/0 | at least 1",
                "{residual: 8} | {residual: 8.5} | /networks/nn/layers/1/residual | whole number",
                "{residual: 8} | {} | /networks/nn/layers/1 | The key 'residual' is missing",
                ", layer_normalisation] | , layer_norm] | /networks/nn/layers/2 | layer_normalisation",
                "initialiser: he_uniform | initialiser: zeros | /networks/nn/initialiser | glorot_uniform",
                "activation: relu | activation: rellu | /networks/nn/activation | Did you mean 'relu'?",
                "precision: float32 | precision: float16 | /networks/nn/precision | Did you mean 'float",
                "adamw: | adamv: | /training/adamv | Did you mean 'adam",
                "schedule: cosine | schedule: cosin | /training/adamw/schedule | Did you mean 'cosine'?",
                "weight_decay: 0.1 | weight_decy: 0.1 | /training/adamw/weight_decy | Did you mean 'weight_decay'?",
                "threshold_rate: 0.02 | threshold_rate: 2 | /training/adamw/threshold_rate | at most 1",
                "batch: 5000 | batch: many | /training/batch | finite number",
                "start: random | start: randm | /training/start | Did you mean 'random'?",
                "inferno, cuts] | inferno, inferno] | /training/comparisons/2 | twice",
                "inferno, cuts] | cut] | /training/comparisons/1 | Did you mean 'cuts'?",
                "without_network: {observable: mt, edges: [0, 50, 100], bandwidth: 5} | underflow: keep | /training | what the region 'SR' bins",
                "networks: | network: | /network | Did you mean 'networks'?",
            })
    void namesWhatIsWrongWithNetworks(String passage, String replacement, String pointer, String message) {
        assertTrue(NetworkFile.TEXT.contains(passage), passage);
        assertProblem(NetworkFile.TEXT.replace(passage, replacement), pointer, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "categories: {sig | output: sigmoid, categories: {sig | /networks/nn/output | is a softmax",
                "categories: {sig: [s], bkg: b} | temperature: 2 | /networks/nn/temperature | Only a network with 'categories'",
                "categories: {sig: [s], bkg: b} | categories: {sig: [s, b]} | /networks/nn/categories | at least two categories apart; found 1",
                "categories: {sig: [s] | categories: {sig: [c] | /networks/nn/categories/sig/0 | No simulated sample is called 'c'",
                "categories: {sig: [s] | categories: {sig: [d] | /networks/nn/categories/sig/0 | No simulated sample is called 'd'",
                "bkg: b} | bkg: []} | /networks | none for b. Name each in a category's list, or write 'start: random'",
                "temperature: 2 | temperature: 0 | /networks/nn/temperature | above 0",
                "category: nn.sig | category: nn.sgi | /regions/SR/category | Did you mean 'nn.sig'?",
                "category: nn.sig, cuts: [mt] | category: nn.sig, observable: mt | /regions/SR | 'edges' is missing",
                "category: nn.sig, cuts: [mt] | category: nn.sig, overflow: keep | /regions/SR | 'observable' is missing",
                "start: random | comparisons: [cuts] | /training | what the region 'SR' bins",
                "nn: {inputs | nm: {inputs | /regions/CR/category | No category is called 'nn.bkg'",
            })
    void namesWhatIsWrongWithCategories(String passage, String replacement, String pointer, String message) {
        assertTrue(NetworkFile.CATEGORIES.contains(passage), passage);
        assertSomeProblem(NetworkFile.CATEGORIES.replace(passage, replacement), pointer, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jets: | je-ts: | /objects/je-ts | letters, digits and _; found 'je-ts'",
                "columns: [jet_pt, jet_far] | columns: [jet_pt] | /objects/jets/cuts/0 | on 'jet_far', which is no column of 'jets'",
                "columns: [jet_pt, jet_far] | columns: [jet_pt, jet_pt] | /objects/jets/columns/1 | stands in a collection before",
                "cuts: [central] | cuts: [centre] | /objects/jets/cuts/0 | Did you mean 'central'?",
                "cuts: [{invert: soft}] | cuts: [{invert: central}] | /objects/jets/quantities/ht/cuts/0 | acts here twice",
                "cuts: [{invert: soft}] | cuts: [number] | /objects/jets/quantities/ht/cuts/0 | on 'n_hard', which is no column",
                "{count: all, | {count: some, | /objects/jets/quantities/n_hard/count | Known: all.",
                "{sum: jet_pt, | {sum: jet_e, | /objects/jets/quantities/ht/sum | No column of the collection is called 'jet_e'",
                "{sum: jet_pt, | {sum: jet_pt, place: 2, | /objects/jets/quantities/ht/place | Only 'leading'",
                "{leading: jet_pt} | {leading: jet_pt, count: all} | /objects/jets/quantities/lead | exactly one of count, sum, leading",
                "place: 2, | place: 0, | /objects/jets/quantities/second/place | at least 1",
                "jet_far: \"list | ht: \"list | /objects/jets/quantities/ht | in use already",
                "cuts: [lead, number] | cuts: [hard, number] | /regions/SR | cuts on 'jet_pt', which has a number for each object of 'jets'",
                "observable: ht | observable: jet_pt | /regions/SR | one of its 'quantities'",
                "observable: second | observable: met | /objects/jets | No region bins the quantity 'second'",
                "cuts: [{invert: soft}] | cuts: [] | /cuts/soft | No region uses the cut 'soft'",
            })
    void namesWhatIsWrongWithObjects(String passage, String replacement, String pointer, String message) {
        assertTrue(ObjectFile.TEXT.contains(passage), passage);
        assertSomeProblem(ObjectFile.TEXT.replace(passage, replacement), pointer, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[n_hard, ht, | [jet_pt, ht, | /networks/nn | reads 'jet_pt', which has a number for each object of 'jets'",
                "[n_hard, ht, | [n_hard, | /objects/jets | No region bins the quantity 'ht', and no cut or network reads it",
            })
    void namesWhatNetworksCannotHaveOfObjects(String passage, String replacement, String pointer, String message) {
        assertTrue(ObjectFile.QUANTITIES.contains(passage), passage);
        assertProblem(ObjectFile.QUANTITIES.replace(passage, replacement), pointer, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "of: jets | of: jests | /networks/nn/deep_set/of | Did you mean 'jets'?",
                "of: jets, inputs | inputs | /networks/nn/deep_set | The key 'of' is missing",
                "inputs: [jet_pt, jet_far], | inputs: [jet_pt, jet_m], | /networks/nn | reads 'jet_m', which is no column of 'jets'",
                "inputs: [jet_pt, jet_far], | inputs: [jet_pt, jet_pt], | /networks/nn/deep_set/inputs/1 | twice",
                "inputs: [jet_pt, jet_far], | inputs: [], | /networks/nn/deep_set/inputs | at least one",
                "cuts: [hard], layers | cuts: [harder], layers | /networks/nn/deep_set/cuts/0 | Did you mean 'hard'?",
                "cuts: [hard], layers | cuts: [number], layers | /networks/nn | cut 'number' is on 'n_hard', which is no column",
                "cuts: [hard], layers | cuts: [central], layers | /networks/nn | acts on the deep set twice",
                "layers: [5, 3] | layers: [] | /networks/nn/deep_set/layers | at least one",
            })
    void namesWhatIsWrongWithDeepSets(String passage, String replacement, String pointer, String message) {
        assertTrue(ObjectFile.DEEP_SET.contains(passage), passage);
        assertSomeProblem(ObjectFile.DEEP_SET.replace(passage, replacement), pointer, message);
    }

    @Test
    void namesACollectionThatNothingReads() {
        assertSomeProblem(
                ObjectFile.TEXT.replace("objects:\n", "objects:\n  leptons: {columns: [lep_pt]}\n"),
                "/objects/leptons",
                "Nothing reads the collection");
    }

    @Test
    void namesANetworkThatNothingReads() {
        String text =
                NetworkFile.TEXT.replace("observable: nn", "observable: met").replace("above: nn", "above: met");
        assertProblem(text, "/networks/nn", "No region bins the network 'nn'");
    }

    private static void assertSomeProblem(String text, String pointer, String message) {
        AnalysisFileException error =
                assertThrows(AnalysisFileException.class, () -> AnalysisFile.parse(Path.of("a.yaml"), text));
        assertTrue(
                error.problems().stream()
                        .anyMatch(problem -> problem.pointer().equals(pointer)
                                && problem.message().contains(message)),
                error.getMessage());
    }

    private static void assertProblem(String text, String pointer, String message) {
        AnalysisFileException error =
                assertThrows(AnalysisFileException.class, () -> AnalysisFile.parse(Path.of("a.yaml"), text));
        List<Problem> at = error.problems().stream()
                .filter(problem -> problem.pointer().equals(pointer))
                .toList();
        assertEquals(1, at.size(), error.getMessage());
        assertTrue(at.get(0).message().contains(message), error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"rnage,range,1", "range,range,0", "wdith,width,1", "a,bcd,3", "Range,range,0"})
    void countsLettersThatDiffer(String first, String second, int distance) {
        assertEquals(distance, Suggestion.distance(first, second));
    }
}
