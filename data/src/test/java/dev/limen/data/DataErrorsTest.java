package dev.limen.data;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What users are told when files and description do not fit. */
@Tag("once")
class DataErrorsTest {
    @TempDir
    Path folder;

    private EventSource source;

    @BeforeEach
    void six() {
        source = EventSource.parquet(TestFiles.parquet(folder, "six.parquet", TestFiles.SIX))
                .select("lep_pt");
    }

    private static void assertTold(Executable action, String... parts) {
        String message = assertThrows(DataException.class, action).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "\"" + message + "\" lacks \"" + part + "\"");
        }
    }

    @Test
    void missingFile() {
        assertTold(
                () -> EventSource.parquet(folder.resolve("sex.parquet").toString())
                        .read(),
                "sex.parquet': no such file; did you mean six.parquet?");
        assertTold(
                () -> EventSource.parquet(folder.resolve("none/*.parquet").toString())
                        .read(),
                "there is no folder");
    }

    @Test
    void unreadableFile() throws IOException {
        Path broken = folder.resolve("broken.parquet");
        Files.writeString(broken, "these are no events");
        assertTold(() -> EventSource.parquet(broken.toString()).read(), "cannot read", "broken.parquet", "magic bytes");
    }

    @Test
    void truncatedFile() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve("six.parquet"));
        Path cut = folder.resolve("cut.parquet");
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertTold(() -> EventSource.parquet(cut.toString()).read(), "cannot read", "cut.parquet");
    }

    @Test
    void filesThatDoNotFitTogether() {
        TestFiles.parquet(folder, "sixth.parquet", "SELECT 1 AS other");
        assertTold(
                () -> EventSource.parquet(folder.resolve("six*.parquet").toString())
                        .read(),
                "sixth.parquet");
    }

    @Test
    void missingColumn() {
        assertTold(
                () -> source.select("lep_pT", "tau_ptt").read(),
                "select: there is no column 'tau_ptt'; did you mean tau_pt",
                "there is: run, event, label, w, lep_pt");
        assertTold(() -> source.column("mt", "sqrt(2*lep_pt*mett)").read(), "column 'mt': there is no column 'mett'");
        assertTold(() -> source.preselection("nope > 3").read(), "preselection: there is no column 'nope'");
        assertTold(() -> source.weight("ww").read(), "weight: there is no column 'ww'");
        assertTold(() -> source.identity("evnt").read(), "identity: there is no column 'evnt'; did you mean event?");
        assertTold(
                () -> source.variation(Variation.named("v").scale("taupt", 2)).read(),
                "variation 'v': there is no column 'taupt'; did you mean tau_pt");
    }

    @Test
    void emptySelection() {
        assertTold(() -> source.where("label = 'zz'").read(), "no event of", "meets where: label = 'zz'");
        assertTold(
                () -> source.preselection("lep_pt > 1000").read(),
                "none of the 6 events",
                "meets the preselection: lep_pt > 1000");
    }

    @Test
    void sqlThatDoesNotParse() {
        assertTold(() -> source.column("x", "lep_pt +").read(), "column 'x'", "\"lep_pt +\" is not an SQL expression");
        assertTold(() -> source.column("x", "lep_pt, tau_pt").select("x").read(), "column 'x'", "not a number");
        assertTold(() -> source.column("x", "lep_pt) FROM a WHERE (true").read(), "is not one SQL expression");
        assertTold(() -> source.column("x", "1); SELECT (2").read(), "is not one SQL expression");
        assertTold(() -> source.where("label = 'a").read(), "where", "is not an SQL expression");
    }

    @Test
    void sqlThatDoesNotEvaluate() {
        assertTold(
                () -> source.column("x", "squareroot(lep_pt)").select("x").read(),
                "column 'x': cannot evaluate \"squareroot(lep_pt)\"",
                "squareroot does not exist");
        assertTold(() -> source.column("x", "label || 'x'").select("x").read(), "is of type VARCHAR, not a number");
        assertTold(
                () -> source.preselection("lep_pt").read(), "preselection: \"lep_pt\" is of type DOUBLE", "condition");
        assertTold(() -> source.where("w + 1").read(), "where: \"w + 1\" is of type DOUBLE");
        assertTold(
                () -> source.column("x", "label::DOUBLE").select("x").read(),
                "reading",
                "Could not convert string 'a'");
    }

    @Test
    void sqlThatMixesEvents() {
        assertTold(() -> source.column("x", "sum(lep_pt)").read(), "column 'x'", "uses sum()");
        assertTold(() -> source.column("x", "lag(lep_pt) OVER ()").read(), "holds a window");
        assertTold(() -> source.column("x", "(SELECT 1)").read(), "holds a subquery");
        assertTold(() -> source.column("x", "random()").read(), "uses random()");
        assertTold(() -> source.column("x", "*").read(), "column 'x'");
    }

    @Test
    void namesThatClash() {
        assertTold(() -> source.column("MET_X", "1").read(), "column 'MET_X': there is a column 'met_x' already");
        assertTold(() -> source.column("x", "1").column("x", "2"), "column 'x' is defined twice");
        assertTold(
                () -> source.column("a", "b")
                        .column("b", "c+1")
                        .column("c", "a")
                        .read(),
                "a -> b -> c -> a");
        assertTold(() -> source.column("a", "nominal.lep_pt").read(), "only where a variation recomputes");
        Variation twice = Variation.named("v").weightFactor("2");
        assertTold(() -> source.variation(twice).variation(twice).read(), "variation 'v' is there twice");
        assertTold(() -> Variation.named("v").scale("a", 1).add("a", 2), "column 'a' is shifted twice");
        assertTold(
                () -> source.column("met", "met_x")
                        .variation(Variation.named("v").scale("met", 2))
                        .read(),
                "'met' is an SQL column, not one of the files");
    }

    @Test
    void notANumber() {
        assertTold(() -> source.select("label").read(), "column 'label' is of type VARCHAR, not a number");
        assertTold(() -> source.identity("label").read(), "identity: column 'label' is of type VARCHAR");
        assertTold(
                () -> source.variation(Variation.named("v").scale("label", 2)).read(),
                "variation 'v': column 'label' of type VARCHAR cannot be shifted");
    }

    @Test
    void nanAndInfinityAndNothingInAFile() {
        String query = "SELECT i AS event, CASE WHEN i = 7 THEN %s::DOUBLE ELSE i END AS x, 1 AS w FROM range(%d) t(i)";
        TestFiles.parquet(folder, "n1.parquet", query.formatted("1", 5));
        String nan = TestFiles.parquet(folder, "n2.parquet", query.formatted("'nan'", 10));
        assertTold(
                () -> EventSource.parquet(folder.resolve("n*.parquet").toString())
                        .read(),
                "file '" + nan
                        + "', column 'x', row 8 (the first is 1): nan is NaN or infinite; write a marker such as -999"
                        + " and list it as undefined; 1 such row(s)");
        String inf = TestFiles.csv(folder, "i.csv", query.formatted("'-inf'", 10));
        assertTold(() -> EventSource.csv(inf).read(), "i.csv', column 'x', row 8", "-inf is NaN or infinite");
        String none = TestFiles.csv(folder, "e.csv", query.formatted("NULL", 10));
        assertTold(
                () -> EventSource.csv(none).read(),
                "e.csv', column 'x', row 8",
                "it has no value",
                "list it as undefined");
        EventSource.parquet(nan).where("event < 5").read();
        EventSource.parquet(nan).select("event").read();
    }

    @Test
    void nanBehindSqlIsFound() {
        String nan = TestFiles.parquet(
                folder,
                "n.parquet",
                "SELECT i AS event, CASE WHEN i = 3 THEN 'nan'::DOUBLE ELSE i END AS x FROM range(9) t(i)");
        assertTold(
                () -> EventSource.parquet(nan)
                        .preselection("x > 1")
                        .select("event")
                        .read(),
                "column 'x', row 4");
        assertTold(
                () -> EventSource.parquet(nan).weight("x + 1").select("event").read(), "column 'x', row 4");
    }

    @Test
    void nanMadeBySql() {
        assertTold(
                () -> source.where("label = 'a'")
                        .column("x", "ln(lep_pt - 40)")
                        .select("x")
                        .read(),
                "six.parquet', row 1 (the first is 1): column 'x' is NaN");
        assertTold(
                () -> source.where("label = 'a'")
                        .preselection("lep_pt < 30")
                        .column("x", "1/(26 - lep_pt)")
                        .select("x")
                        .read(),
                "six.parquet', row 4 (the first is 1): column 'x' is Infinity");
        assertTold(() -> source.weight("sqrt(w)").read(), "row 4 (the first is 1): weight is NaN");
        assertTold(
                () -> source.variation(Variation.named("v").weight("1/(w - 3)")).read(),
                "row 5 (the first is 1): weight under variation 'v' is Infinity");
        assertTold(
                () -> source.variation(Variation.named("v").recompute("lep_pt", "sqrt(lep_pt - 25)"))
                        .read(),
                "row 5 (the first is 1): column 'lep_pt' under variation 'v' is NaN");
    }

    @Test
    void identityThatIsNoInteger() {
        String file = TestFiles.parquet(folder, "id.parquet", "SELECT unnest([1.0, 2.5])::DOUBLE AS id, 1.0 AS x");
        assertTold(
                () -> EventSource.parquet(file).identity("id").read(), "column 'id', row 2", "2.5 identifies events");
        assertTold(() -> source.read(new Split(1, 0, 0, 1), Split.Part.TRAIN), "a split needs events with an identity");
        assertTold(() -> source.read(new Split(1, 0, 0, 1)), "a split needs events with an identity");
        assertTold(() -> source.read().nominal().identityHashes(), "have no identity");
    }

    @Test
    void tooLittleMemory() {
        EventSource large = EventSource.parquet(
                TestFiles.parquet(folder, "large.parquet", "SELECT i::DOUBLE AS x FROM range(400000) t(i)"));
        assertTold(
                () -> large.resources(new Resources(1, 1L << 30, 1L << 20)).read(),
                "400000 events with 3 columns",
                "need 9 MiB; tables may use 1 MiB",
                "-Xmx");
        assertTold(
                () -> source.column("x", "len(array_to_string(range(event * 3000), repeat('-', 5000)))")
                        .select("x")
                        .resources(new Resources(2, 64L << 20, 1L << 30))
                        .read(),
                "six.parquet: Out of Memory",
                "MiB used); DuckDB may use 64 MiB with 2 threads: give it more memory",
                "fewer threads");
    }

    @Test
    void arraysThatDoNotFit() {
        assertTold(
                () -> EventTable.of(Map.of("x", new double[] {1, 2}), new double[] {1}),
                "column 'x' has 2 rows, the weight 1");
        assertTold(
                () -> EventTable.of(Map.of("x", new double[] {1, Double.NaN}), new double[] {1, 1}),
                "column 'x' is NaN in row 1");
        assertTold(
                () -> EventTable.of(Map.of(), new double[] {Double.POSITIVE_INFINITY}), "weight is Infinity in row 0");
        EventTable table = EventTable.of(Map.of("met", new double[] {1}), new double[] {1});
        assertTold(() -> table.column("mett"), "there is no column 'mett' in the table; did you mean met?");
        assertTold(() -> table.identifiedBy(new long[] {1, 2}), "identity: a column has 2 rows, the table 1");
        assertTold(table::identifiedBy, "name at least one column");
        assertTold(() -> table.scaledBy(Double.NaN), "weight scaled by NaN");
    }

    @Test
    void unknownVariation() {
        Events events =
                source.variation(Variation.named("tes_up").weightFactor("2")).read();
        assertTold(() -> events.variation("tes_uo"), "there is no variation 'tes_uo'; did you mean tes_up?");
    }

    @Test
    void aPartWithoutWeight() {
        assertTold(() -> new SumOfWeights(10, -1).rescaling(), "too few events for a split");
    }
}
