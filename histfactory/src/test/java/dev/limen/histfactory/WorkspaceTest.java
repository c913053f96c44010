package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

final class WorkspaceTest {
    @Test
    void readsEverything() {
        Workspace workspace = Workspaces.twoBins();
        Channel channel = workspace.channels().get(0);
        assertEquals("SR", channel.name());
        assertEquals(2, channel.bins());
        assertEquals(
                new Sample("signal", List.of(5.0, 10.0), List.of(new NormFactor("mu"), new Lumi())),
                channel.samples().get(0));
        assertEquals(
                List.of(
                        new HistoSys("shape", List.of(45.0, 58.0), List.of(55.0, 63.0)),
                        new NormSys("norm", 0.9, 1.15),
                        new ShapeFactor("free"),
                        new ShapeSys("poisson", List.of(5.0, 0.0)),
                        new StatError("mc", List.of(1.0, 2.0)),
                        new Lumi()),
                channel.samples().get(1).modifiers());
        assertEquals(List.of(52.0, 65.0), workspace.observation("SR").data());
        assertEquals("mu", workspace.measurement().poi());
        ParameterConfig lumi =
                workspace.measurement("default").parameter("lumi").orElseThrow();
        assertEquals(
                ParameterConfig.of("lumi")
                        .withAuxdata(1)
                        .withSigmas(0.017)
                        .withInits(1)
                        .withBounds(new Bounds(0.9, 1.1)),
                lumi);
    }

    @Test
    void typesAreSpeltAsInTheDocument() {
        List<String> types = Workspaces.twoBins().channels().get(0).samples().stream()
                .flatMap(sample -> sample.modifiers().stream())
                .map(Modifier::type)
                .distinct()
                .sorted()
                .toList();
        assertEquals(
                List.of("histosys", "lumi", "normfactor", "normsys", "shapefactor", "shapesys", "staterror"), types);
    }

    @Test
    void writesWhatItReadWithIntegersAsIntegers(@TempDir Path folder) throws IOException {
        Workspace workspace = Workspaces.twoBins();
        Path file = folder.resolve("written.json");
        workspace.write(file);
        ObjectMapper jackson = new ObjectMapper();
        assertEquals(jackson.readTree(Workspaces.TWO_BINS), jackson.readTree(file.toFile()));
        assertEquals(workspace, Workspace.read(file));
        assertEquals(workspace.hashCode(), Workspace.read(file).hashCode());
        assertTrue(Files.readString(file).contains("\"data\": [5, 10.0]"));
        assertNotEquals(workspace, Workspace.parse(Workspaces.TWO_BINS.replace("[5, 10.0]", "[5.0, 10.0]"), "w"));
    }

    @TestFactory
    Stream<DynamicTest> publishedWorkspacesAreWrittenAsTheyWere() {
        List<Path> files = new ArrayList<>(Shared.json("oracles/workspaces"));
        files.addAll(Shared.json("data/likelihoods"));
        files.add(Shared.path("data/likelihoods/sbottom/RegionA/BkgOnly.json"));
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    Workspace workspace = Workspace.read(file);
                    assertEquals(Shared.tree(file), new ObjectMapper().readTree(workspace.toJson()));
                }));
    }

    @Test
    void isMadeOfPartsAndReadBack() {
        Workspace read = Workspaces.twoBins();
        Workspace made = Workspace.of("made", read.channels(), read.observations(), read.measurements());
        Workspace again =
                Workspace.read(new ByteArrayInputStream(made.toJson().getBytes(StandardCharsets.UTF_8)), "again.json");
        assertEquals(read.channels(), again.channels());
        assertEquals(read.observations(), again.observations());
        assertEquals(read.measurements(), again.measurements());
        assertEquals(made, again);
    }

    @Test
    void partsAreCheckedLikeDocuments() {
        Channel uneven = new Channel(
                "SR", List.of(new Sample("a", List.of(1.0), List.of()), new Sample("b", List.of(1.0, 2.0), List.of())));
        WorkspaceException e = assertThrows(
                WorkspaceException.class, () -> Workspaces.of(new Measurement("m", "", List.of()), uneven));
        assertEquals("/channels/0/samples/1/data", e.pointer());
        Channel infinite = new Channel("SR", List.of(new Sample("a", List.of(Double.NaN), List.of())));
        assertEquals(
                "made: /channels/0/samples/0/data/0: found NaN; expected a finite number.",
                assertThrows(
                                WorkspaceException.class,
                                () -> Workspaces.of(new Measurement("m", "", List.of()), infinite))
                        .getMessage());
    }

    @Test
    void everyPartOfAParameterConfigurationIsWritten() {
        ParameterConfig all = ParameterConfig.of("x")
                .withInits(1, 2)
                .withBounds(new Bounds(0, 1), new Bounds(1, 2))
                .withAuxdata(3)
                .withFactors(4)
                .withSigmas(5)
                .withFixed(true);
        Workspace made = Workspaces.of(
                new Measurement("m", "", List.of(all)),
                new Channel("c", List.of(new Sample("s", List.of(1.0), List.of()))));
        assertEquals(
                all,
                Workspace.parse(made.toJson(), "t").measurement().parameter("x").orElseThrow());
    }

    @Test
    void loadsBackgroundOnlyWorkspaces() {
        Workspace workspace = Workspace.parse(Workspaces.TWO_BINS.replace("\"poi\": \"mu\"", "\"poi\": \"SIG\""), "b");
        assertEquals("SIG", workspace.measurement().poi());
    }

    @Test
    void saysWhatThereIsInPlaceOfWhatWasAsked() {
        Workspace workspace = Workspaces.twoBins();
        assertEquals(
                "two.json: /measurements: no measurement 'defualt'. Did you mean 'default'? Known: 'default'.",
                assertThrows(WorkspaceException.class, () -> workspace.measurement("defualt"))
                        .getMessage());
        assertEquals(
                "two.json: /observations: no observation for the channel 'CR'. Did you mean 'SR'? Known: 'SR'. Add one"
                        + " to have data.",
                assertThrows(WorkspaceException.class, () -> workspace.observation("CR"))
                        .getMessage());
    }

    @Test
    void saysThatAFolderIsNotThere(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("w.json");
        WorkspaceException e = assertThrows(
                WorkspaceException.class, () -> Workspaces.twoBins().write(file));
        assertTrue(e.getMessage().startsWith(file + ": cannot be written"), e.getMessage());
        assertEquals(file.toString(), e.file());
    }
}
