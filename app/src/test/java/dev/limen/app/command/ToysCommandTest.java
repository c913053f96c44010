package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limen.app.toys.ToyState;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.CountingExperiment;
import dev.limen.inference.ToyChunk;
import dev.limen.inference.ToyCls;
import dev.limen.inference.ToyJournal;
import dev.limen.inference.Toys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code limen toys}. */
class ToysCommandTest {

    /** One bin, signal of one event, no nuisance parameter: counts can be enumerated. */
    private static final String ONE_BIN = """
            {"channels": [{"name": "SR", "samples": [
               {"name": "signal", "data": [1.0], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]},
               {"name": "background", "data": [5.0], "modifiers": []}]}],
             "observations": [{"name": "SR", "data": [4]}],
             "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": [
               {"name": "mu", "bounds": [[0, 50]]}]}}],
             "version": "1.0.0"}
            """;

    /** Two bins whose backgrounds are measured. */
    private static final String TWO_BINS = """
            {"channels": [{"name": "SR", "samples": [
               {"name": "signal", "data": [12.0, 11.0], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]},
               {"name": "background", "data": [50.0, 52.0], "modifiers": [
                  {"name": "uncorrelated", "type": "shapesys", "data": [3.0, 7.0]}]}]}],
             "observations": [{"name": "SR", "data": [51, 48]}],
             "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": []}}],
             "version": "1.0.0"}
            """;

    @TempDir
    private Path folder;

    private String file(String workspace) throws IOException {
        return Files.writeString(folder.resolve("workspace.json"), workspace).toString();
    }

    private static double error(JsonNode result, String key) {
        return result.get("limen").get(key + "_error").doubleValue();
    }

    @Test
    void clsOfOneBinIsThatOfItsCounts() throws IOException {
        JsonNode result = Session.run("toys", file(ONE_BIN), "--test-poi", "6", "--toys", "20000", "--seed", "3")
                .json();
        double exact = new CountingExperiment(5).cls(4, 6);
        double error = error(result, "CLs_obs");
        assertEquals(exact, result.get("CLs_obs").doubleValue(), 3 * error);
        assertTrue(error > 0 && error < 0.1 * exact, "error " + error);
        // Counts at Phi(-2), Phi(-1), 1/2, Phi(1), Phi(2) of a Poisson distribution of mean 5.
        int[] counts = {1, 3, 5, 7, 10};
        for (int i = 0; i < counts.length; i++) {
            double expected = new CountingExperiment(5).cls(counts[i], 6);
            double own = result.get("limen").get("CLs_exp_error").get(i).doubleValue();
            assertEquals(expected, result.get("CLs_exp").get(i).doubleValue(), 3 * own + 1e-9, "quantile " + i);
        }
        assertEquals(0, result.get("limen").get("failed_toys").intValue());
        assertEquals(20000, result.get("limen").get("toys").intValue());
        assertEquals(3, result.get("limen").get("seed").intValue());
    }

    @Test
    void limitsOfOneBinAreThoseOfItsCounts() throws IOException {
        JsonNode result = Session.run("toys", file(ONE_BIN), "--of", "limit", "--toys", "3000", "--level", "0.9")
                .json();
        CountingExperiment exact = new CountingExperiment(5);
        assertEquals(exact.limit(4, 0.9), result.get("obs").doubleValue(), 3 * error(result, "obs"));
        for (int i = 0; i < 5; i++) {
            double own = result.get("limen").get("exp_error").get(i).doubleValue();
            assertEquals(
                    exact.expectedLimit(0.9).values().get(i),
                    result.get("exp").get(i).doubleValue(),
                    3 * own + 0.02,
                    "quantile " + i);
        }
    }

    @Test
    void significanceOfOneBinIsThatOfItsCounts() throws IOException {
        String many = ONE_BIN.replace("[4]", "[9]");
        JsonNode result = Session.run("toys", file(many), "--of", "significance", "--toys", "20000", "--test-poi", "6")
                .json();
        // P(N >= 9) for a mean of 5, and of the median of 11 with a signal of 6.
        assertEquals(0.0680936, result.get("p0_obs").doubleValue(), 3 * error(result, "p0_obs"));
        assertEquals(1.490, result.get("z_obs").doubleValue(), 3 * error(result, "z_obs") + 1e-3);
        double expected = new CountingExperiment(5).expectedSignificance(6);
        assertEquals(expected, result.get("z_exp").doubleValue(), 3 * error(result, "z_exp"));
        for (int i = 1; i < 5; i++) {
            assertTrue(result.get("p0_exp").get(i - 1).doubleValue()
                    <= result.get("p0_exp").get(i).doubleValue());
        }
    }

    @Test
    void picturesHaveBothEnsemblesAndTheData() throws IOException {
        Path picture = folder.resolve("toys.svg");
        String file = file(TWO_BINS);
        for (String quantity : new String[] {"cls", "significance"}) {
            String[] line = {"toys", file, "--of", quantity, "--toys", "300", "--picture", picture.toString()};
            Session seen = Session.run(line);
            assertEquals(0, seen.exitCode(), seen.messages());
            String svg = Files.readString(picture);
            assertTrue(svg.contains("class=\"toys first\"") && svg.contains("class=\"asymptotic second\""), svg);
            assertTrue(svg.contains("class=\"seen\"") && svg.contains("without signal"), svg);
            assertFalse(svg.contains("href") || svg.contains("url(") || svg.contains("NaN"), svg);
            String[] unseen = Arrays.copyOf(line, line.length + 1);
            unseen[line.length] = "--blind";
            assertEquals(0, Session.run(unseen).exitCode());
            assertFalse(Files.readString(picture).contains("observed"));
        }
    }

    @Test
    void thePictureOfALimitHasAllSignalStrengthsThatWereTried() throws IOException {
        Path picture = folder.resolve("limit.svg");
        Session session =
                Session.run("toys", file(TWO_BINS), "--of", "limit", "--toys", "200", "--picture", picture.toString());
        assertEquals(0, session.exitCode(), session.messages());
        String svg = Files.readString(picture);
        assertTrue(svg.contains("class=\"two\"") && svg.contains("class=\"curve\""), svg);
        assertTrue(svg.split("class=\"data\" cx").length > 5, svg);
        assertFalse(svg.contains("NaN"), svg);
    }

    @Test
    void anyNumberOfThreadsGivesTheSame() throws IOException {
        String file = file(TWO_BINS);
        Session one = Session.run("toys", file, "--toys", "3000", "--threads", "1");
        assertEquals(0, one.exitCode(), one.messages());
        for (String threads : new String[] {"2", "7"}) {
            assertEquals(one, Session.run("toys", file, "--toys", "3000", "--threads", threads));
        }
        assertNotEquals(one, Session.run("toys", file, "--toys", "3000", "--seed", "1"));
        // The engine is that of the other command.
        JsonNode other = Session.run("cls", file, "--calctype", "toybased", "--ntoys", "3000")
                .json();
        assertEquals(other.get("CLs_obs"), one.json().get("CLs_obs"));
        assertEquals(other.get("CLs_exp"), one.json().get("CLs_exp"));
    }

    @Test
    void blindResultsDoNotDependOnTheData() throws IOException {
        for (String quantity : new String[] {"cls", "limit", "significance"}) {
            Session session = Session.run("toys", file(TWO_BINS), "--of", quantity, "--toys", "300", "--blind");
            assertFalse(session.results().contains("obs"), session.results());
            String other = TWO_BINS.replace("[51, 48]", "[91, 18]");
            assertEquals(session, Session.run("toys", file(other), "--of", quantity, "--toys", "300", "--blind"));
            assertEquals("nominal", session.json().get("limen").get("asimov").textValue());
        }
    }

    /** Stops after some chunks, as a kill does. */
    private record Cut(ToyState state, AtomicInteger left) implements ToyJournal {
        @Override
        public Optional<double[]> known(ToyChunk chunk) {
            return state.known(chunk);
        }

        @Override
        public void add(ToyChunk chunk, double[] statistics) {
            if (left.getAndDecrement() <= 0) {
                throw new UnsupportedOperationException("cut off");
            }
            state.add(chunk, statistics);
        }
    }

    private Path state(Path results) {
        return results.resolveSibling(results.getFileName() + ".state.jsonl");
    }

    @Test
    void aRunThatWasCutOffEndsWithTheSameNumbers() throws IOException {
        String file = file(TWO_BINS);
        Path whole = folder.resolve("whole.json");
        Path resumed = folder.resolve("resumed.json");
        String[] arguments = {"toys", file, "--toys", "3000", "--seed", "5", "--output-file"};
        Session first = Session.run(with(arguments, whole));
        assertEquals(0, first.exitCode(), first.messages());
        assertFalse(Files.exists(state(whole)));

        Workspace workspace = Workspace.read(Path.of(file));
        Model model = Model.of(workspace, workspace.measurement());
        ToyState kept = ToyState.in(state(resumed), ToysCommand.identity(workspace, model, false));
        Toys toys = new Toys(3000, 5, 2).withJournal(new Cut(kept, new AtomicInteger(8)));
        assertThrows(UnsupportedOperationException.class, () -> ToyCls.of(model, model.data(), 1, toys));
        // Two at the same file would spoil it.
        Session.run(with(arguments, resumed)).assertFails(2, "another process is at " + state(resumed));
        kept.close();
        // The kill came in the middle of a line.
        String text = Files.readString(state(resumed));
        Files.writeString(state(resumed), text.substring(0, text.length() - 40));

        Session second = Session.run(with(arguments, resumed));
        assertTrue(second.messages().contains("7 chunks of toys are known from before"), second.messages());
        assertEquals(Files.readString(whole), Files.readString(resumed));
        assertFalse(Files.exists(state(resumed)));
    }

    private static String[] with(String[] arguments, Path output) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = output.toString();
        return all;
    }

    @Test
    void failedFitsAreCountedAndNotFatal() throws IOException {
        String file = file(TWO_BINS);
        Path results = folder.resolve("results.json");
        Workspace workspace = Workspace.read(Path.of(file));
        Model model = Model.of(workspace, workspace.measurement());
        ToyState kept = ToyState.in(state(results), ToysCommand.identity(workspace, model, false));
        double[] statistics = new double[512];
        Arrays.fill(statistics, 1.5);
        Arrays.fill(statistics, 0, 20, Double.NaN);
        kept.add(new ToyChunk("Q", "background", 1, 0, 0, 512), statistics);
        kept.close();
        Session session = Session.run("toys", file, "--toys", "1000", "--output-file", results.toString());
        assertEquals(0, session.exitCode(), session.messages());
        assertTrue(session.messages().contains("20 toys are left out, for their fits failed"), session.messages());
        assertTrue(Files.readString(results).contains("\"failed_toys\": 20"), Files.readString(results));
    }

    @Test
    void dataBeyondAllToysAreInconclusive() throws IOException {
        String none = ONE_BIN.replace("[4]", "[0]").replace("[5.0]", "[50.0]");
        Session.run("toys", file(none), "--toys", "100").assertFails(3, "0/0", "--toys");
    }

    @Test
    void refusesWhatMakesNoSense() throws IOException {
        String file = file(ONE_BIN);
        Session.run("toys", file, "--toys", "0").assertFails(2, "--toys is 0");
        Session.run("toys", file, "--threads", "0").assertFails(2, "--threads 0");
        Session.run("toys", file, "--test-poi", "0").assertFails(2, "--test-poi is 0.0");
        Session.run("toys", file, "--of", "limit", "--test-poi", "2").assertFails(2, "--test-poi", "--of limit");
        Session.run("toys", file, "--level", "0.9").assertFails(2, "--level", "--of cls");
        Session.run("toys", file, "--of", "nothing").assertFails(2, "cls or limit or significance", "nothing");
        Path results = folder.resolve("results.json");
        Files.writeString(state(results), "{\"patch\": 1}\n");
        Session.run("toys", file, "--output-file", results.toString()).assertFails(2, "holds no toys");
    }
}
