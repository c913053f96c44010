package dev.limen.examples.htautau;

import dev.limen.app.EventGenerator;
import java.io.IOException;
import java.nio.file.Path;

/** Lets {@code limen optimise examples/htautau/analysis.yaml} make its events on first use. */
public final class HtautauEvents implements EventGenerator {

    /** Enough for the gain of the example's cuts to stand out of its statistics. */
    private static final long EVENTS = 200_000;

    private static final Path FILE = Path.of("examples", "htautau", "events.parquet");

    @Override
    public boolean makes(Path file) {
        return file.toAbsolutePath().normalize().endsWith(FILE);
    }

    @Override
    public String description() {
        return EVENTS + " simulated events of a search for Higgs bosons that decay to taus";
    }

    @Override
    public void write(Path file) throws IOException {
        HtautauGenerator.generate(
                EVENTS, HtautauGenerator.SEED, file.toAbsolutePath().getParent());
    }
}
