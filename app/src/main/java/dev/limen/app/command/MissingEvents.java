package dev.limen.app.command;

import dev.limen.app.EventGenerator;
import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/** Files of events that an analysis reads and that are not there, but that a generator makes. */
final class MissingEvents {

    private MissingEvents() {}

    /** Makes them. */
    static void make(Analysis analysis, Path base, Streams streams) throws IOException {
        List<Path> missing = analysis.simulated().stream()
                .map(Sample::files)
                .flatMap(List::stream)
                .filter(name -> !name.matches(".*[*?\\[{].*"))
                .map(base::resolve)
                .filter(path -> !Files.exists(path))
                .distinct()
                .toList();
        for (Path path : missing) {
            for (EventGenerator generator : ServiceLoader.load(EventGenerator.class)) {
                if (generator.makes(path)) {
                    streams.messages().println("limen: making " + path + ": " + generator.description() + ".");
                    generator.write(path);
                }
            }
        }
    }
}
