package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Implicit;
import dev.limen.inference.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which normsys make fits look for a second minimum, and where. */
class HugeFactorsTest {

    /** Values at which the parameter 'huge' is tried; no other one is. */
    private static List<Double> trials(double content, double low, double high) {
        String text = """
                {"channels": [{"name": "SR", "samples": [
                  {"name": "signal", "data": [1], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]},
                  {"name": "top", "data": [%s], "modifiers": [
                    {"name": "huge", "type": "normsys", "data": {"lo": %s, "hi": %s}}]},
                  {"name": "other", "data": [3], "modifiers": [
                    {"name": "usual", "type": "normsys", "data": {"lo": 0.5, "hi": 2}}]}]}],
                 "observations": [{"name": "SR", "data": [6]}],
                 "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": []}}], "version": "1.0.0"}
                """.formatted(content, low, high);
        Model model = Workspace.parse(text, "huge.json").model();
        int huge = model.parameters().stream().map(Parameter::name).toList().indexOf("huge");
        assertTrue(model.trials().stream().allMatch(trial -> trial.component() == huge));
        return model.trials().stream().map(Implicit.Trial::value).toList();
    }

    @Test
    void aHugeFactorIsTriedAtItsNominalValueAndWhereItIsHuge() {
        assertEquals(List.of(0.0, 1.0), trials(0.04, 0.5, 40));
        assertEquals(List.of(-1.0, 0.0), trials(0.04, 40, 0.5));
        assertEquals(List.of(-1.0, 0.0, 1.0), trials(2, 0.1, 6));
    }

    @Test
    void whatIsNotHugeOrNotSeenIsNotTried() {
        assertEquals(List.of(), trials(0.04, 0.21, 4.9));
        assertEquals(List.of(), trials(0.001, 0.01, 40), "0.04 events more, of 4");
    }
}
