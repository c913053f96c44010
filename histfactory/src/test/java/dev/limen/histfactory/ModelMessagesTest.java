package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What models built in Java, and questions to models, are refused with. */
@Tag("once")
final class ModelMessagesTest {
    private static final Expr TWO = Expr.constant(3, 4);

    private static void illegal(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    private static void workspace(String message, Runnable call) {
        assertEquals(message, assertThrows(WorkspaceException.class, call::run).getMessage());
    }

    private static Model sample(UnaryOperator<SampleBuilder> modifiers) {
        return Model.build(m -> m.channel("SR", c -> c.sample("top", TWO, modifiers)));
    }

    @Test
    void shapes() {
        illegal(
                "sample 'top' of channel 'SR': contents of shape []; expected [bins]",
                () -> Model.build(m -> m.channel("SR", c -> c.sample("top", Expr.constant(3), s -> s))));
        Expr three = Expr.constant(1, 2, 3);
        illegal("SR/top: 'jes' has shape [3]; expected [2]", () -> sample(s -> s.histosys("jes", three, TWO)));
        illegal("SR/top: 'jes' has shape [3]; expected [2]", () -> sample(s -> s.histosys("jes", TWO, three)));
        illegal("SR/top: 'mc' has shape [3]; expected [2]", () -> sample(s -> s.staterror("mc", three)));
        illegal("SR/top: 'mc' has shape [3]; expected [2]", () -> sample(s -> s.shapesys("mc", three)));
        illegal("SR/top: 'x' has shape [2]; expected []", () -> sample(s -> s.normsys("x", TWO, TWO)));
        illegal("SR/top: staterror 'mc': 1 flags for 2 bins", () -> sample(s -> s.staterror("mc", TWO, List.of(true))));
    }

    @Test
    void numbers() {
        illegal(
                "SR/top: normsys 'x' has the factors 0.0 and 1.1; expected positive ones",
                () -> sample(s -> s.normsys("x", 0, 1.1)));
        illegal(
                "SR/top: normsys 'x' has the factors 0.9 and -1.1; expected positive ones",
                () -> sample(s -> s.normsys("x", 0.9, -1.1)));
    }

    @Test
    void structure() {
        illegal("channel 'SR' has no sample; add one", () -> Model.build(m -> m.channel("SR", c -> c)));
        workspace(
                "model: /channels/0/samples/1: a second sample 'top'; the first is /channels/0/samples/0. Rename or"
                        + " remove one of them.",
                () -> Model.build(m -> m.channel(
                        "SR", c -> c.sample("top", TWO, s -> s.normfactor("mu")).sample("top", TWO, s -> s))));
        workspace(
                "model: /channels/0/samples/0/modifiers/1: a second normfactor 'mu' on sample 'top'. Rename or remove"
                        + " one of them.",
                () -> sample(s -> s.normfactor("mu").normfactor("mu")));
        workspace(
                "model: /channels/0/samples/1/data: 3 bins, but channel 'SR' has 2. Give one number for each bin of the"
                        + " channel (its first sample, 'top', sets their number).",
                () -> Model.build(m -> m.channel(
                        "SR", c -> c.sample("top", TWO, s -> s).sample("zjets", Expr.constant(1, 2, 3), s -> s))));
        workspace(
                "model: /channels: no sample has a modifier, so there is no parameter to fit. Add a normfactor to the"
                        + " signal.",
                () -> sample(s -> s));
    }

    @Test
    void questions() {
        Model model = Model.build(m -> m.channel(
                "SR", c -> c.sample("top", TWO, s -> s.normfactor("mu").normsys("x", 0.9, 1.1))));
        illegal("no sample 'zjets' in channel 'SR'; there are samples [top]", () -> model.template("SR", "zjets"));
        illegal("no sample 'top' in channel 'CR'; there are channels [SR]", () -> model.template("CR", "top"));
        Template template = model.template("SR", "top");
        illegal("template SR/top: no histosys 'jes'; it has []", () -> template.histosys("jes"));
        illegal("template SR/top: no normsys 'y'; it has [x]", () -> template.normsys("y"));
        illegal("template SR/top: no shapesys 'mc'; it has []", () -> template.shapesys("mc"));
        illegal("template SR/top: no staterror 'mc'; it has []", () -> template.staterror("mc"));
        workspace(
                "model: /observations: channel 'SR' has no observation. Add one: its counts, one a bin.", model::data);
        assertEquals(
                "No POI is defined. A POI is required for test statistics, limits and significances: name one in the"
                        + " measurement, and let a sample carry it.",
                assertThrows(IllegalStateException.class, model::requirePoi).getMessage());
        Model misspelt =
                Model.build(m -> m.poi("mus").channel("SR", c -> c.sample("top", TWO, s -> s.normfactor("mu"))));
        workspace(
                "model: /measurements/0/config/poi: the POI 'mus' of measurement 'limen' is the name of no modifier."
                        + " Patch in a signal that has it, or name another POI. Did you mean 'mu'? Known: 'mu'.",
                misspelt::requirePoi);
        assertTrue(misspelt.poi().isEmpty());
    }

    @Test
    void unboundVariables() {
        Expr free = Expr.variable("yield", Shape.of(2));
        Model model = Model.build(m -> m.channel("SR", c -> c.sample("top", free, s -> s.normfactor("mu"))));
        String message = assertThrows(IllegalArgumentException.class, () -> model.workspace(Map.of(), List.of()))
                .getMessage();
        assertEquals(true, message.contains("yield"), message);
    }

    @Test
    void normsysFactorsOfAWorkspaceArePositive() {
        String message = assertThrows(WorkspaceException.class, () -> Workspaces.oneBin(new NormSys("x", -0.5, 1.2))
                        .model())
                .getMessage();
        assertEquals("made: /channels/0/samples/0/modifiers/0/data", message.substring(0, 44), message);
    }
}
