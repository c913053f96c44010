package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations on documents; the digests of their results were recorded with pyhf 0.8.0.dev0. */
final class WorkspaceOperationsTest {
    private static final Workspace TWO = Workspaces.twoBins();
    /** A control region with a shapesys of its own. */
    private static final Workspace CONTROL =
            TWO.renamed(Renaming.none().channel("SR", "CR").modifier("poisson", "poisson_CR"));
    /** The same region with another background beside the same signal. */
    private static final Workspace OTHER =
            TWO.renamed(Renaming.none().sample("background", "other").modifier("poisson", "p2"));

    @Test
    void sortedIsPyhfs() {
        assertEquals(
                "b3233dad6a20efc2069d37ead0b1cd7ebad55616c97890215b43eea7044bf715",
                TWO.sorted().digest("sha256"));
        assertEquals(TWO.sorted(), TWO.sorted().sorted());
    }

    @Test
    void prunedIsPyhfs() {
        Pruning pruning = Pruning.none().modifiers("norm", "lumi").modifierTypes(ModifierType.STATERROR);
        assertEquals(
                "806d4ed58a9454f9240d850a34a2e074d28d6678ec70e844dd917ac797fca480",
                TWO.pruned(pruning).digest("sha256"));
    }

    @Test
    void renamedIsPyhfs() {
        Renaming renaming = Renaming.none()
                .channel("SR", "S R")
                .sample("signal", "Sign\u00e4l")
                .modifier("mu", "mu_SIG")
                .measurement("default", "m");
        Workspace renamed = TWO.renamed(renaming);
        assertEquals("d82cb977c8d070e216b9a070653e0a2c595b0cbc17876e0533e2b8b9ce816c6f", renamed.digest("sha256"));
        assertEquals("mu_SIG", renamed.measurement("m").poi());
        assertEquals("S R", renamed.observations().get(0).name());
    }

    @ParameterizedTest
    @CsvSource({
        "OUTER, 08721cf152b06c4caf29d4f5673a08e98dc9a09b7edf25c50ff64da8eaf93ea6",
        "LEFT_OUTER, 08721cf152b06c4caf29d4f5673a08e98dc9a09b7edf25c50ff64da8eaf93ea6",
        "RIGHT_OUTER, ad7834de8dcd9752c588ee69ff9de2de9aa978441966ba5117308bbe5b339de9",
    })
    void combinedIsPyhfs(Join join, String digest) {
        assertEquals(digest, Workspace.combined(TWO, CONTROL, join).digest("sha256"));
    }

    @ParameterizedTest
    @CsvSource({
        "OUTER, 207d4c06c1bd9148fdce78fe39a6f45c7c5ce6128824c6ed6ae87f54b5ffd8f1",
        "LEFT_OUTER, 207d4c06c1bd9148fdce78fe39a6f45c7c5ce6128824c6ed6ae87f54b5ffd8f1",
        "RIGHT_OUTER, 53cffc8fa5eb96545dd3be1d98f7987e520401cf0c7a71e3a291c302ad939b60",
    })
    void mergedIsPyhfs(Join join, String digest) {
        Workspace merged = Workspace.merged(TWO, OTHER, join);
        assertEquals(digest, merged.digest("sha256"));
        assertEquals(3, merged.channels().get(0).samples().size());
    }

    @Test
    void withoutAJoinOnlyWhatIsApartIsCombined() {
        Workspace apart = CONTROL.renamed(Renaming.none().measurement("default", "control"));
        Workspace both = Workspace.combined(TWO, apart, Join.NONE);
        assertEquals(2, both.channels().size());
        assertEquals(2, both.measurements().size());
        assertMessage(
                "two.json and two.json renamed: /measurements: the workspaces have measurements in common: 'default'."
                        + " Rename them, or choose the join 'outer', 'left outer' or 'right outer'.",
                () -> Workspace.combined(TWO, CONTROL, Join.NONE));
        assertMessage(
                "two.json and two.json: /channels: channels are to be merged, but the join 'none' allows no channel in"
                        + " common. Choose the join 'outer', 'left outer' or 'right outer'.",
                () -> Workspace.merged(TWO, TWO, Join.NONE));
    }

    @Test
    void anOuterJoinTakesTheSameOnceAndRefusesTheDifferent() {
        assertEquals(TWO, Workspace.combined(TWO, TWO, Join.OUTER));
        Workspace spelt = Workspace.parse(Workspaces.TWO_BINS.replace("[50.0, 60.0]", "[50, 6e1]"), "spelt.json");
        assertEquals(TWO, Workspace.combined(TWO, spelt, Join.OUTER), "50 is 50.0");
        Workspace more = Workspace.parse(Workspaces.TWO_BINS.replace("[50.0, 60.0]", "[50.0, 61.0]"), "more.json");
        assertMessage(
                "two.json and more.json: /channels: the workspaces have channels of the same name and different content:"
                        + " 'SR'. Rename them, or choose the join 'left outer' or 'right outer'.",
                () -> Workspace.combined(TWO, more, Join.OUTER));
        assertEquals(TWO, Workspace.combined(TWO, more, Join.LEFT_OUTER));
        assertEquals(more, Workspace.combined(TWO, more, Join.RIGHT_OUTER));
        Workspace seen = Workspace.parse(Workspaces.TWO_BINS.replace("[52, 65]", "[52, 66]"), "seen.json");
        assertMessage(
                "two.json and seen.json: /observations: the workspaces have observations of the same name and different"
                        + " content: 'SR'. Rename them, or choose the join 'left outer' or 'right outer'.",
                () -> Workspace.combined(TWO, seen, Join.OUTER));
    }

    @Test
    void anOuterJoinMergesMeasurements() {
        String configured = "{\"name\": \"mu\", \"bounds\": [[0, 20]]}";
        Workspace norm = Workspace.parse(
                Workspaces.TWO_BINS.replace(configured, "{\"name\": \"norm\", \"fixed\": true}"), "norm.json");
        Measurement merged = Workspace.combined(TWO, norm, Join.OUTER).measurement();
        assertEquals(
                List.of("lumi", "mu", "norm"),
                merged.parameters().stream().map(ParameterConfig::name).toList());
        Workspace wider = Workspace.parse(Workspaces.TWO_BINS.replace("[[0, 20]]", "[[0, 30]]"), "wider.json");
        assertMessage(
                "two.json and wider.json: /measurements: the measurement 'default' configures parameters differently on"
                        + " both sides: 'mu'. Make the configurations agree, or rename one of the measurements.",
                () -> Workspace.combined(TWO, wider, Join.OUTER));
        Workspace free =
                Workspace.parse(Workspaces.TWO_BINS.replace("\"poi\": \"mu\"", "\"poi\": \"norm\""), "poi.json");
        assertMessage(
                "two.json and poi.json: /measurements: the measurement 'default' has the POI 'mu' on the left and 'norm'"
                        + " on the right. Rename one of the measurements.",
                () -> Workspace.combined(TWO, free, Join.OUTER));
    }

    @Test
    void operationsKeepWhatTheyDoNotName() {
        assertEquals(TWO, TWO.pruned(Pruning.none()));
        assertEquals(TWO, TWO.renamed(Renaming.none()));
        Workspace there = TWO.renamed(Renaming.none().modifier("mu", "norm").modifier("norm", "mu"));
        assertEquals("norm", there.measurement().poi());
        assertEquals(TWO, there.renamed(Renaming.none().modifier("mu", "norm").modifier("norm", "mu")));
        assertTrue(TWO.sorted().toJson().contains("\"data\": [5, 10.0]"), "integers stay integers");
        Workspace both = Workspace.combined(TWO, CONTROL, Join.OUTER);
        assertEquals(TWO.channels(), both.pruned(Pruning.none().channels("CR")).channels());
        assertEquals(
                TWO.observations(), both.pruned(Pruning.none().channels("CR")).observations());
    }

    @Test
    void prunesATypeWhoseModifiersShareTheirNames() {
        Workspace shared = Workspace.parse(
                Workspaces.TWO_BINS.replace("\"name\": \"shape\"", "\"name\": \"norm\""), "shared.json");
        Workspace pruned = shared.pruned(Pruning.none().modifierTypes(ModifierType.HISTOSYS));
        assertEquals(5, pruned.channels().get(0).samples().get(1).modifiers().size());
    }

    @Test
    void namesWhatIsNotThere() {
        assertMessage(
                "two.json: /channels: no channel 'sr' to prune. Did you mean 'SR'? Known: 'SR'.",
                () -> TWO.pruned(Pruning.none().channels("sr")));
        assertMessage(
                "two.json: /channels: no sample 'x' to prune. Known: 'background', 'signal'.",
                () -> TWO.pruned(Pruning.none().samples("x")));
        assertMessage(
                "two.json: /measurements: no measurement 'd' to prune. Known: 'default'.",
                () -> TWO.pruned(Pruning.none().measurements("d")));
        assertMessage(
                "two.json: /channels: no modifier 'nrom' to rename. Did you mean 'norm'? Known: 'free', 'lumi', 'mc', 'mu',"
                        + " 'norm', 'poisson', 'shape'.",
                () -> TWO.renamed(Renaming.none().modifier("nrom", "m")));
        assertMessage(
                "two.json: /channels/0/samples: all samples of channel 'SR' would be pruned. Prune the channel, too.",
                () -> TWO.pruned(Pruning.none().samples("signal", "background")));
        assertMessage(
                "two.json pruned: /channels: an array without elements; expected at least one of channels.",
                () -> TWO.pruned(Pruning.none().channels("SR").samples("signal", "background")));
        assertMessage(
                "the channel 'SR' is renamed twice, to 'A' and to 'B'. Give one new name.",
                () -> Renaming.none().channel("SR", "A").channel("SR", "B"));
        Workspace none = TWO.pruned(Pruning.none().modifiers("mc"));
        assertMessage(
                "two.json pruned: /channels: no modifier of type 'staterror' to prune. Known: 'histosys', 'lumi',"
                        + " 'normfactor', 'normsys', 'shapefactor', 'shapesys'.",
                () -> none.pruned(Pruning.none().modifierTypes(ModifierType.STATERROR)));
    }

    @Test
    void inspectsParameters() {
        Inspection inspection = Inspection.of(TWO);
        assertEquals(Map.of("SR", 2), inspection.channels());
        assertEquals(List.of("background", "signal"), inspection.samples());
        assertEquals(
                new Inspection.InspectedParameter("poisson", Constraint.POISSON, List.of(ModifierType.SHAPESYS)),
                inspection.parameters().get(5));
        assertEquals(
                "(*) default            mu            lumi,mu",
                inspection.text().get(28));
        Workspace unpatched = TWO.pruned(Pruning.none().modifiers("mu"));
        assertEquals(6, Inspection.of(unpatched).parameters().size(), "the POI may be missing");
    }

    private static void assertMessage(String expected, Supplier<Object> operation) {
        WorkspaceException thrown = assertThrows(WorkspaceException.class, operation::get);
        assertEquals(expected, thrown.getMessage());
    }
}
