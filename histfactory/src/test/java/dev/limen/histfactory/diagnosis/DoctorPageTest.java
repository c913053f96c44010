package dev.limen.histfactory.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page has a section for each kind of finding, and none for others. */
class DoctorPageTest {

    @Test
    void hasASectionForEachKindOfFinding() throws IOException {
        Path page = Path.of(System.getProperty("limen.root"), "docs/doctor.md");
        List<String> headings = Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("### `"))
                .map(line -> line.substring(5, line.length() - 1))
                .toList();
        Set<String> kinds = new TreeSet<>(Diagnosis.kinds());
        assertEquals(kinds, new TreeSet<>(headings));
        assertEquals(kinds.size(), headings.size(), "a section twice");
        assertEquals(kinds.size(), Diagnosis.kinds().size(), "a kind twice");
    }

    @Test
    void linksPointToSections() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("limen.root"), "docs/doctor.md"));
        List<String> links = page.lines()
                .flatMap(line -> Pattern.compile("\\(#([^)]*)\\)").matcher(line).results())
                .map(match -> match.group(1))
                .toList();
        assertTrue(links.size() >= 2);
        links.forEach(link -> assertTrue(Diagnosis.kinds().contains(link), link));
    }
}
