package dev.limen.examples.htautau;

import dev.limen.autodiff.random.RandomSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Writes simulated events of a search for Higgs bosons that decay to two taus, one of them to a lepton, at 13 TeV.
 *
 * <p>Four samples, in one Parquet file, told apart by {@code label}: signal (gluon and vector-boson fusion), ztautau, ttbar
 * (with 5 % negative weights) and diboson. Hard system, decays (two bodies in rest frames, boosts, polarised taus with their
 * neutrinos, W helicities), recoiling jets, detector resolutions and acceptance are drawn event by event; what is expected
 * at 36.1/fb in acceptance is set: 600, 40 000, 4 000 (after a veto of b-jets) and 1 000 events.
 *
 * <p>Columns: {@code run, event} (identity), {@code label}, {@code weight} (expected events), transverse momenta [GeV],
 * pseudorapidities and azimuths of {@code lep}, {@code tau}, {@code jet1} and {@code jet2} (-25 where there is none),
 * {@code met_x, met_y, met, met_phi}, {@code n_jets} (above 30 GeV, |eta| below 4.5), and the weight factors
 * {@code w_pdf_up, w_pdf_down}. Acceptance: lepton above 20 GeV and tau above 16 GeV, |eta| below 2.5, apart by 0.4.
 *
 * <p>Event number i of a seed is the same for any number of events and threads; only weights depend on how many there are.
 */
public final class HtautauGenerator {
    /** Number of events if none is asked for. */
    public static final long EVENTS = 50_000;

    /** Seed if none is given. */
    public static final long SEED = 125;

    private static final String USAGE = "usage: HtautauGenerator [--events N] [--seed S] [--out DIR]";

    private HtautauGenerator() {}

    /** Writes {@code DIR/events.parquet}: {@code [--events N] [--seed S] [--out DIR]}. */
    public static void main(String[] args) {
        long events = EVENTS;
        long seed = SEED;
        Path folder = Path.of(".");
        try {
            for (int i = 0; i < args.length; i += 2) {
                if (i + 1 == args.length) {
                    throw new IllegalArgumentException(args[i] + " wants a value");
                }
                switch (args[i]) {
                    case "--events" -> events = Long.parseLong(args[i + 1]);
                    case "--seed" -> seed = Long.parseLong(args[i + 1]);
                    case "--out" -> folder = Path.of(args[i + 1]);
                    default -> throw new IllegalArgumentException("unknown option " + args[i]);
                }
            }
            System.out.println("wrote " + generate(events, seed, folder));
        } catch (IllegalArgumentException | IOException problem) {
            System.err.println("htautau: " + problem.getMessage() + "\n" + USAGE);
            System.exit(2);
        }
    }

    /**
     * Writes the events and returns the file.
     *
     * @param events at least {@value Sample#TURN}, so that each sample has some
     * @param seed another seed is another simulation
     * @param folder made if it does not exist
     * @throws IllegalArgumentException if there are too few events
     * @throws IOException if the file cannot be written
     */
    public static Path generate(long events, long seed, Path folder) throws IOException {
        if (events < Sample.TURN) {
            throw new IllegalArgumentException(
                    "want at least " + Sample.TURN + " events, so that each sample has some; got " + events);
        }
        Path file = Files.createDirectories(folder).resolve("events.parquet");
        try {
            new EventFile(events, new RandomSource(seed, "htautau")).write(file);
        } catch (SQLException failure) {
            throw new IOException("cannot write " + file + ": " + failure.getMessage(), failure);
        }
        return file;
    }
}
