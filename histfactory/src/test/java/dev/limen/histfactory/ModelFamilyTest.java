package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.Cls;
import dev.limen.inference.ExpectedCounts;
import dev.limen.inference.HypothesisTest;
import dev.limen.inference.Parameter;
import dev.limen.inference.SharedCls;
import dev.limen.inference.TestStatistic;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Models that differ in numbers alone share what is compiled, and give the numbers that each gives alone. */
class ModelFamilyTest {

    /** Every kind of modifier; a bin without content and one without uncertainty; a signal whose size is given. */
    private static Workspace workspace(double signal, String extra) {
        return Workspace.parse(String.format(Locale.ROOT, """
                        {"channels": [
                           {"name": "SR", "samples": [
                              {"name": "signal", "data": [%1$s, 10.0, 1.0], "modifiers": [
                                 {"name": "mu", "type": "normfactor", "data": null}, %2$s
                                 {"name": "lumi", "type": "lumi", "data": null},
                                 {"name": "mcstat", "type": "staterror", "data": [%1$s, 1.0, 0.0]}]},
                              {"name": "background", "data": [50.0, 60.0, 0.5], "modifiers": [
                                 {"name": "shape", "type": "histosys",
                                  "data": {"lo_data": [45.0, 61.0, 0.4], "hi_data": [55, 59, 0.7]}},
                                 {"name": "xsec", "type": "normsys", "data": {"lo": 0.9, "hi": 1.15}},
                                 {"name": "lumi", "type": "lumi", "data": null},
                                 {"name": "mcstat", "type": "staterror", "data": [3.0, 4.0, 0.0]}]}]},
                           {"name": "CR", "samples": [
                              {"name": "background", "data": [400.0, 0.0], "modifiers": [
                                 {"name": "xsec", "type": "normsys", "data": {"lo": 0.9, "hi": 1.1}},
                                 {"name": "count", "type": "shapesys", "data": [12.0, 3.0]}]},
                              {"name": "fakes", "data": [30.0, 20.0], "modifiers": [
                                 {"name": "free", "type": "shapefactor", "data": null}]}]}],
                         "observations": [{"name": "SR", "data": [52, 63, 1]}, {"name": "CR", "data": [431, 19]}],
                         "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": [
                            {"name": "lumi", "auxdata": [1.0], "sigmas": [0.017], "inits": [1.0],
                             "bounds": [[0.9, 1.1]]}]}}],
                         "version": "1.0.0"}
                        """, signal, extra), "signal " + signal);
    }

    private static Tensor start(Model model) {
        return Tensor.of(
                model.parameters().stream().mapToDouble(Parameter::start).toArray());
    }

    @Test
    void membersGiveTheirOwnNumbers() {
        Model first = workspace(5, "").model();
        ModelFamily family = ModelFamily.of(first).orElseThrow();
        ModelFamily.Shared shared = family.shared();
        for (TestStatistic statistic : TestStatistic.values()) {
            SharedCls test = SharedCls.of(shared.likelihood(), shared.variables(), 1, statistic);
            SharedCls blind = SharedCls.blind(shared.likelihood(), shared.variables(), 1, statistic);
            for (double signal : new double[] {5, 20, 12.5}) {
                Model model = workspace(signal, "").model();
                assertEquals(family, ModelFamily.of(model).orElseThrow());
                ModelFamily.Member member = family.member(model);
                SharedCls.Point point = test.at(start(model), member.main(), member.auxiliary(), member.numbers());
                Cls alone = Cls.of(model, model.data(), 1, statistic);
                // The same steps on numbers that are computed in another order.
                assertEquals(alone.observed(), point.observed().orElseThrow(), 1e-11);
                Cls asimov = Cls.blind(model, 1, statistic);
                SharedCls.Point expected = blind.blind(member.numbers());
                assertTrue(expected.observed().isEmpty());
                for (int i = 0; i < 5; i++) {
                    assertEquals(
                            alone.expected().values().get(i),
                            point.expected().values().get(i),
                            1e-11);
                    assertEquals(
                            asimov.expected().values().get(i),
                            expected.expected().values().get(i),
                            1e-11);
                }
                assertEquals(
                        ExpectedCounts.of(model).sensitiveBackground(),
                        point.counts().sensitiveBackground(),
                        1e-12);
                assertEquals(4, point.fits());
                assertTrue(point.distance() < 1e-12);
            }
        }
    }

    @Test
    void resultsDoNotDependOnWhatWasTestedBefore() {
        Model small = workspace(5, "").model();
        Model large = workspace(25, "").model();
        ModelFamily family = ModelFamily.of(small).orElseThrow();
        ModelFamily.Shared shared = family.shared();
        SharedCls test = SharedCls.of(shared.likelihood(), shared.variables(), 1, TestStatistic.QTILDE);
        SharedCls.Point before = at(test, family.member(small), start(small));
        at(test, family.member(large), start(large));
        SharedCls.Point after = at(test, family.member(small), start(small));
        assertEquals(before.observed(), after.observed());
        assertEquals(before.expected(), after.expected());
    }

    private static SharedCls.Point at(SharedCls test, ModelFamily.Member member, Tensor from) {
        return test.at(from, member.main(), member.auxiliary(), member.numbers());
    }

    @Test
    void aNearStartLeadsToTheSameMinimum() {
        Model model = workspace(9, "").model();
        ModelFamily family = ModelFamily.of(model).orElseThrow();
        ModelFamily.Shared shared = family.shared();
        SharedCls test = SharedCls.of(shared.likelihood(), shared.variables(), 1, TestStatistic.QTILDE);
        double[] near = start(model).toDoubles();
        near[model.requirePoi()] = 0;
        near[model.parameterSets().offset("xsec")] = 0.3;
        assertEquals(
                at(test, family.member(model), start(model)).observed().orElseThrow(),
                at(test, family.member(model), Tensor.of(near)).observed().orElseThrow(),
                1e-10);
    }

    @Test
    void aMuBeyondTheBoundWidensIt() {
        Model model = workspace(5, "").model();
        ModelFamily family = ModelFamily.of(model).orElseThrow();
        ModelFamily.Shared shared = family.shared();
        SharedCls test = SharedCls.of(shared.likelihood(), shared.variables(), 11, TestStatistic.QTILDE);
        assertEquals(
                Cls.of(model, model.data(), 11, TestStatistic.QTILDE).observed(),
                at(test, family.member(model), start(model)).observed().orElseThrow(),
                1e-11);
    }

    @Test
    void modelsOfOtherStructureAreNoMembers() {
        ModelFamily family = ModelFamily.of(workspace(5, "").model()).orElseThrow();
        Model other = workspace(5, "{\"name\": \"eff\", \"type\": \"normsys\", \"data\": {\"lo\": 0.9, \"hi\": 1.1}},")
                .model();
        assertNotEquals(family, ModelFamily.of(other).orElseThrow());
        assertThrows(IllegalArgumentException.class, () -> family.member(other));
        Model coded = workspace(5, "").model().with(Interpolation.parse("code1_code0"));
        assertNotEquals(family, ModelFamily.of(coded).orElseThrow());
        Model built = Model.build(
                m -> m.poi("mu").channel("c", c -> c.sample("signal", Expr.constant(1, 2), x -> x.normfactor("mu"))));
        assertTrue(ModelFamily.of(built).isEmpty());
    }

    @Test
    void blindTestsTakeNoDataAndOthersDo() {
        Model model = workspace(5, "").model();
        ModelFamily family = ModelFamily.of(model).orElseThrow();
        ModelFamily.Shared shared = family.shared();
        ModelFamily.Member member = family.member(model);
        SharedCls test = SharedCls.of(shared.likelihood(), shared.variables(), 1, TestStatistic.QTILDE);
        assertThrows(IllegalStateException.class, () -> test.blind(member.numbers()));
        SharedCls blind = SharedCls.blind(shared.likelihood(), shared.variables(), 1, TestStatistic.QTILDE);
        assertThrows(IllegalStateException.class, () -> at(blind, member, start(model)));
        assertThrows(
                IllegalArgumentException.class,
                () -> SharedCls.of(shared.likelihood(), shared.variables(), -1, TestStatistic.QTILDE));
    }

    @Test
    void numbersAndExpressionsAreTheSameLikelihood() {
        Model model = workspace(7, "").model();
        HypothesisTest test = HypothesisTest.of(model, model.data(), TestStatistic.QTILDE);
        // The model's own expressions, of templates, against the numbers that Cls computes with.
        assertEquals(
                Program.evaluate(test.logCls(Expr.constant(1)).exp()).toDoubles()[0],
                Cls.of(model, model.data(), 1, TestStatistic.QTILDE).observed(),
                1e-13);
        ModelFamily.Member member = ModelFamily.of(model).orElseThrow().member(model);
        assertEquals(
                List.of(Program.evaluate(model.data().main()), Program.evaluate(model.auxiliaryData())),
                List.of(member.main(), member.auxiliary()));
    }
}
