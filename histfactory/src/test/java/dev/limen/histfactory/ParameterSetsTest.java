package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ParameterSetsTest {
    private static final Bounds FREE = new Bounds(0, 10);
    private static final Bounds ALPHA = new Bounds(-5, 5);
    private static final Bounds GAMMA = new Bounds(1e-10, 10);

    /** All seven types, two channels; the numbers are pyhf 0.8.0.dev0's. */
    @Test
    void mixedModelIsLaidOutAsByPyhf() {
        Workspace workspace = mixed();
        DataOrder order = DataOrder.of(workspace);
        ParameterSets sets = ParameterSets.of(workspace, workspace.measurement());
        assertEquals(List.of("CR", "SR"), order.channelNames());
        assertEquals(List.of("bkg", "signal"), order.samples());
        assertEquals(5, order.size());
        assertEquals(3, order.offset("SR"));
        assertEquals(List.of(105.0, 0.0, 25.0, 53.0, 65.0), order.observed(workspace));
        assertEquals(
                List.of("shape", "lumi", "mu", "syst", "ddqcd", "unc", "staterror_CR", "staterror_SR"),
                sets.sets().stream().map(ParameterSet::name).toList());
        assertEquals(
                List.of(
                        "shape",
                        "lumi",
                        "mu",
                        "syst",
                        "ddqcd[0]",
                        "ddqcd[1]",
                        "ddqcd[2]",
                        "unc[0]",
                        "unc[1]",
                        "staterror_CR[0]",
                        "staterror_CR[1]",
                        "staterror_CR[2]",
                        "staterror_SR[0]",
                        "staterror_SR[1]"),
                sets.names());
        assertEquals(14, sets.size());
        assertEquals(List.of(0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0), sets.inits());
        assertEquals(
                List.of(
                        ALPHA,
                        new Bounds(0.9, 1.1),
                        FREE,
                        ALPHA,
                        FREE,
                        FREE,
                        FREE,
                        GAMMA,
                        GAMMA,
                        GAMMA,
                        GAMMA,
                        GAMMA,
                        GAMMA,
                        GAMMA),
                sets.bounds());
        assertEquals(List.of("unc[1]", "staterror_CR[1]"), fixedNames(sets));
        assertEquals(List.of(0.0, 1.0, 0.0, 156.25, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0), sets.auxdata());
        assertEquals(List.of("shape", "lumi", "syst", "unc", "staterror_CR", "staterror_SR"), sets.auxdataOrder());
        assertEquals(OptionalInt.of(2), sets.poiIndex());
        assertEquals(List.of(1.0), sets.set("shape").sigmas());
        assertEquals(List.of(0.02), sets.set("lumi").sigmas());
        assertEquals(List.of(156.25, 1.0), sets.set("unc").factors());
        assertEquals(
                List.of(0.1, 1.0, 0.06666666666666667), sets.set("staterror_CR").sigmas());
        assertEquals(
                List.of(0.09136250564655354, 0.17180910146711895),
                sets.set("staterror_SR").sigmas());
        assertEquals(List.of(false, true), sets.set("unc").placeholders());
        assertEquals(List.of("SR"), sets.set("unc").channels());
        assertEquals(List.of("CR"), sets.set("ddqcd").channels());
        assertEquals(List.of(), sets.set("shape").channels());
        assertEquals("constrained_by_poisson", sets.set("unc").constraint().spelling());
        assertEquals(List.of(), sets.unused());
    }

    @Test
    void measurementsOverrideSuggestions() {
        Map<String, ParameterConfig> configs = new TreeMap<>();
        workspaceConfigs().forEach(config -> configs.put(config.name(), config));
        configs.put("mu", ParameterConfig.of("mu").withInits(2).withBounds(new Bounds(-1, 4)));
        configs.put("syst", ParameterConfig.of("syst").withAuxdata(0.5).withFixed(true));
        configs.put(
                "unc",
                ParameterConfig.of("unc").withFactors(9, 4).withAuxdata(10, 5).withFixed(false));
        configs.put("staterror_SR", ParameterConfig.of("staterror_SR").withSigmas(0.2, 0.3));
        configs.put("ghost", ParameterConfig.of("ghost"));
        ParameterSets sets = with(mixed(), new Measurement("m", "", List.copyOf(configs.values())));
        assertEquals(List.of(2.0), sets.set("mu").inits());
        assertEquals(List.of(new Bounds(-1, 4)), sets.set("mu").bounds());
        assertEquals(List.of(0.5), sets.set("syst").auxdata());
        assertEquals(List.of("syst", "staterror_CR[1]"), fixedNames(sets));
        assertEquals(List.of(9.0, 4.0), sets.set("unc").factors());
        assertEquals(List.of(10.0, 5.0), sets.set("unc").auxdata());
        assertEquals(List.of(false, true), sets.set("unc").placeholders());
        assertEquals(List.of(0.2, 0.3), sets.set("staterror_SR").sigmas());
        assertEquals(List.of("ghost"), sets.unused());
        assertEquals(OptionalInt.empty(), sets.poiIndex());
    }

    @Test
    void histosysAndNormsysShareOneParameter() {
        ParameterSets sets = of(Workspaces.oneBin(
                new NormSys("a", 0.9, 1.1),
                new NormFactor("mu"),
                new NormSys("b", 0.9, 1.1),
                new HistoSys("b", List.of(3.0), List.of(5.0))));
        assertEquals(List.of("b", "mu", "a"), sets.names());
        assertEquals(
                List.of(ModifierType.HISTOSYS, ModifierType.NORMSYS),
                sets.set("b").types());
        assertEquals(List.of(0.0, 0.0), sets.auxdata());
    }

    @Test
    void otherTypesDoNotShare() {
        assertMessage(
                () -> of(Workspaces.oneBin(new NormFactor("x"), new NormSys("x", 0.9, 1.1))),
                "made: /channels/0/samples/0/modifiers/1: the normsys 'x' cannot share its parameter with the normfactor"
                        + " of that name at /channels/0/samples/0/modifiers/0: they would be constrained_by_normal and"
                        + " unconstrained. Rename one of them.");
        assertMessage(
                () -> of(Workspaces.oneBin(new NormFactor("x"), new ShapeFactor("x"))),
                "made: /channels/0/samples/0/modifiers/1: the shapefactor 'x' cannot share its parameter with the"
                        + " normfactor of that name at /channels/0/samples/0/modifiers/0: they would be one number and"
                        + " one number a bin. Rename one of them.");
        assertMessage(
                () -> of(Workspaces.oneBin(new NormSys("lumi", 0.9, 1.1), new Lumi())),
                "made: /channels/0/samples/0/modifiers/0: the normsys 'lumi' cannot share its parameter with the lumi"
                        + " of that name at /channels/0/samples/0/modifiers/1: they would be different starts, bounds or"
                        + " auxiliary data. Rename one of them.");
        assertMessage(
                () -> of(Workspaces.oneBin(new ShapeSys("x", List.of(1.0)), new StatError("x", List.of(1.0)))),
                "made: /channels/0/samples/0/modifiers/1: the staterror 'x' cannot share its parameter with the shapesys"
                        + " of that name at /channels/0/samples/0/modifiers/0: they would be constrained_by_normal and"
                        + " constrained_by_poisson. Rename one of them.");
    }

    @Test
    void walkIsSortedAndStaterrorsSortByName() {
        Channel b = new Channel(
                "b",
                List.of(new Sample(
                        "s",
                        List.of(1.0),
                        List.of(new NormFactor("z"), new NormFactor("k"), new StatError("st_a", List.of(0.5))))));
        Channel a = new Channel(
                "a",
                List.of(
                        new Sample("t", List.of(1.0), List.of(new NormFactor("a"), new NormFactor("y"))),
                        new Sample(
                                "s", List.of(1.0), List.of(new NormFactor("x"), new StatError("st_b", List.of(0.5))))));
        ParameterSets sets = of(Workspaces.of(new Measurement("m", "", List.of()), b, a));
        assertEquals(List.of("x", "a", "y", "k", "z", "st_a[0]", "st_b[0]"), sets.names());
    }

    @Test
    void staterrorsJoinChannelsAndFixEmptyBins() {
        Channel two = new Channel(
                "2",
                List.of(
                        new Sample("s", List.of(3.0, -1.0), List.of(new StatError("mc", List.of(0.3, 0.2)))),
                        new Sample("t", List.of(1.0, 0.5), List.of(new StatError("mc", List.of(0.4, 0.1))))));
        Channel one = new Channel(
                "1",
                List.of(
                        new Sample("s", List.of(4.0), List.of(new StatError("mc", List.of(0.0)))),
                        new Sample("t", List.of(4.0), List.of(new StatError("mc", List.of(0.0)))),
                        new Sample("u", List.of(400.0), List.of())));
        ParameterSet set =
                of(Workspaces.of(new Measurement("m", "", List.of()), two, one)).set("mc");
        assertEquals(List.of("1", "2"), set.channels());
        // hypot(0.3, 0.4) / (3 + 1), rounded three times.
        assertEquals(List.of(1.0, Math.sqrt(0.075 * 0.075 + 0.1 * 0.1), 1.0), set.sigmas());
        assertEquals(List.of(true, false, true), set.fixed());
        assertEquals(List.of(1.0, 1.0, 1.0), set.auxdata());
    }

    @Test
    void staterrorsSamplesAreInTheSameChannels() {
        Channel one = new Channel(
                "1",
                List.of(
                        new Sample("s", List.of(4.0), List.of(new StatError("mc", List.of(1.0)))),
                        new Sample("t", List.of(4.0), List.of(new StatError("mc", List.of(1.0))))));
        Channel two =
                new Channel("2", List.of(new Sample("s", List.of(4.0), List.of(new StatError("mc", List.of(1.0))))));
        assertMessage(
                () -> of(Workspaces.of(new Measurement("m", "", List.of()), one, two)),
                "made: /channels/0/samples/1/modifiers/0: the staterror 'mc' acts on sample 't' in [1], but on sample"
                        + " 's' in [1, 2]. All samples that carry it must be in the same channels: give each channel a"
                        + " staterror of its own.");
    }

    @Test
    void shapefactorsTakeTheLongestChannel() {
        List<Modifier> shape = List.of(new ShapeFactor("q"));
        Channel one = new Channel("1", List.of(new Sample("s", List.of(4.0), shape)));
        Channel two = new Channel("2", List.of(new Sample("s", List.of(4.0, 2.0), shape)));
        ParameterSet set =
                of(Workspaces.of(new Measurement("m", "", List.of()), one, two)).set("q");
        assertEquals(List.of("q[0]", "q[1]"), set.componentNames());
        assertEquals(List.of("1", "2"), set.channels());
    }

    @Test
    void shapesysFixesBinsWithoutContentOrUncertainty() {
        Channel channel = new Channel(
                "c",
                List.of(new Sample(
                        "s", List.of(6.0, 0.0, 5.0, -2.0), List.of(new ShapeSys("g", List.of(2.0, 1.0, 0.0, 1.0))))));
        ParameterSet set =
                of(Workspaces.of(new Measurement("m", "", List.of()), channel)).set("g");
        assertEquals(List.of(9.0, 1.0, 1.0, 1.0), set.factors());
        assertEquals(set.factors(), set.auxdata());
        assertEquals(List.of(false, true, true, true), set.fixed());
        assertEquals(Collections.nCopies(4, GAMMA), set.bounds());
    }

    @Test
    void constraintsBeyondDoublesAreErrors() {
        assertMessage(
                () -> of(Workspaces.oneBin(new ShapeSys("g", List.of(1e-200)))),
                "made: /channels/0/samples/0/modifiers/0/data/0: tau = (content / uncertainty)^2 = (4.0 / 1.0E-200)^2 is"
                        + " Infinity, beyond the range of doubles. Give an uncertainty of the content's size.");
        assertMessage(
                () -> of(Workspaces.oneBin(new StatError("g", List.of(1e200)))),
                "made: /channels/0/samples/0/modifiers/0/data/0: the relative error of the staterror 'g' is Infinity,"
                        + " beyond the range of doubles. Give uncertainties of the contents' size.");
    }

    @Test
    void lumiNeedsAConfiguration() {
        String need = "the lumi modifier at /channels/0/samples/0/modifiers/0 needs 'inits' from the measurement 'm'."
                + " Configure the parameter with auxdata, sigmas, inits and bounds, as in {\"name\": \"lumi\","
                + " \"auxdata\": [1.0], \"sigmas\": [0.017], \"inits\": [1.0], \"bounds\": [[0.9, 1.1]]}.";
        assertMessage(() -> of(Workspaces.oneBin(new Lumi())), "made: /measurements/0/config/parameters: " + need);
        ParameterConfig lumi = ParameterConfig.of("lumi")
                .withInits(1)
                .withBounds(new Bounds(0.9, 1.1))
                .withAuxdata(1);
        assertMessage(
                () -> of(oneBin(new Lumi(), lumi)),
                "made: /measurements/0/config/parameters/0: " + need.replace("'inits'", "'sigmas'"));
        assertEquals(
                List.of(0.1),
                of(oneBin(new Lumi(), lumi.withSigmas(0.1))).set("lumi").sigmas());
    }

    @Test
    void configurationsFitTheirParameter() {
        NormSys normsys = new NormSys("x", 0.9, 1.1);
        String at = "made: /measurements/0/config/parameters/0/";
        ParameterConfig x = ParameterConfig.of("x");
        assertMessage(
                () -> of(oneBin(normsys, x.withSigmas(0.5))),
                at + "sigmas: the normsys 'x' has no sigmas: its constraint has the width 1 by definition. Remove the"
                        + " entry.");
        assertMessage(
                () -> of(oneBin(new NormFactor("x"), x.withAuxdata(0.5))),
                at + "auxdata: the normfactor 'x' has no auxdata: it is unconstrained. Remove the entry.");
        assertMessage(
                () -> of(oneBin(new NormFactor("x"), x.withSigmas(0.5))),
                at + "sigmas: the normfactor 'x' has no sigmas: it is unconstrained. Remove the entry.");
        assertMessage(
                () -> of(oneBin(normsys, x.withFactors(0.5))),
                at + "factors: the normsys 'x' has no factors: it is constrained_by_normal. Remove the entry.");
        assertMessage(
                () -> of(oneBin(normsys, x.withInits(1, 2))),
                at + "inits: 2 entries, but the normsys 'x' has 1 component. Give one entry for each.");
        assertMessage(
                () -> of(oneBin(normsys, x.withBounds(new Bounds(2, 1)))),
                at + "bounds: the lower bound 2.0 is above the upper 1.0.");
        assertMessage(
                () -> of(oneBin(new StatError("x", List.of(1.0)), x.withSigmas(0))),
                at + "sigmas/0: found 0.0; expected a positive number.");
        assertMessage(
                () -> of(oneBin(new ShapeSys("x", List.of(1.0)), x.withFactors(-1))),
                at + "factors/0: found -1.0; expected a positive number.");
        Measurement elsewhere = new Measurement("other", "", List.of(x.withInits(1, 2)));
        assertMessage(
                () -> with(Workspaces.oneBin(normsys), elsewhere),
                "made: 2 entries, but the normsys 'x' has 1 component. Give one entry for each.");
    }

    @Test
    void poiIsAModifiersNameWithOneComponent() {
        Workspace workspace = mixed();
        ParameterSets missing = with(workspace, new Measurement("m", "mu_SIG", workspaceConfigs()));
        assertMessage(
                missing::poiIndex,
                "mixed.json: /poi: the POI 'mu_SIG' of measurement 'm' is the name of no modifier. Patch in a signal"
                        + " that has it, or name another POI. Known: 'shape', 'lumi', 'mu', 'syst', 'ddqcd', 'unc',"
                        + " 'staterror_CR', 'staterror_SR'.");
        ParameterSets several = with(workspace, new Measurement("m", "unc", workspaceConfigs()));
        assertMessage(
                several::poiIndex,
                "mixed.json: /poi: the POI 'unc' has 2 components; a parameter of interest is one number. Name a"
                        + " normfactor.");
    }

    @Test
    void aModelNeedsAParameter() {
        assertMessage(
                () -> of(Workspaces.oneBin()),
                "made: /channels: no sample has a modifier, so there is no parameter to fit. Add a normfactor to the"
                        + " signal.");
    }

    @Test
    void saysWhatThereIsInPlaceOfWhatWasAsked() {
        ParameterSets sets = of(Workspaces.oneBin(new NormFactor("mu_signal")));
        assertMessage(
                () -> sets.set("mu_sginal"),
                "made: /channels: no modifier has the name 'mu_sginal'. Did you mean 'mu_signal'? Known: 'mu_signal'.");
        assertMessage(
                () -> DataOrder.of(Workspaces.twoBins()).offset("Sr"),
                "two.json: /channels: no channel 'Sr'. Did you mean 'SR'? Known: 'SR'.");
    }

    private static Workspace mixed() {
        InputStream in = ParameterSetsTest.class.getResourceAsStream("mixed.json");
        assertTrue(in != null, "mixed.json is a test resource");
        return Workspace.read(in, "mixed.json");
    }

    private static List<ParameterConfig> workspaceConfigs() {
        return mixed().measurement().parameters();
    }

    private static Workspace oneBin(Modifier modifier, ParameterConfig config) {
        return Workspaces.of(
                new Measurement("m", "", List.of(config)),
                new Channel("c", List.of(new Sample("s", List.of(4.0), List.of(modifier)))));
    }

    private static ParameterSets of(Workspace workspace) {
        return ParameterSets.of(workspace, workspace.measurement());
    }

    private static ParameterSets with(Workspace workspace, Measurement measurement) {
        return ParameterSets.of(workspace, measurement);
    }

    private static List<String> fixedNames(ParameterSets sets) {
        List<Boolean> fixed = sets.fixed();
        return sets.names().stream()
                .filter(name -> fixed.get(sets.names().indexOf(name)))
                .toList();
    }

    private static void assertMessage(org.junit.jupiter.api.function.Executable call, String message) {
        assertEquals(message, assertThrows(WorkspaceException.class, call).getMessage());
    }
}
