package dev.limen.examples.htautau;

import dev.limen.app.EventGenerator;
import java.io.IOException;
import java.nio.file.Path;

/** Lets {@code limen optimise examples/htautau/analysis.yaml} make its events on first use. */
public final class HtautauEvents implements EventGenerator {

    private static final Path FILE = Path.of("examples", "htautau", "events.parquet");

    @Override
    public boolean makes(Path file) {
        return file.toAbsolutePath().normalize().endsWith(FILE);
    }

    @Override
    public String description() {
        return HtautauGenerator.EVENTS + " simulated events of a search for Higgs bosons that decay to taus";
    }

    @Override
    public void write(Path file) throws IOException {
        HtautauGenerator.generate(
                HtautauGenerator.EVENTS,
                HtautauGenerator.SEED,
                file.toAbsolutePath().getParent());
    }
}
