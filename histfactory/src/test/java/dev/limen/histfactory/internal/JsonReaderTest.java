package dev.limen.histfactory.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limen.histfactory.WorkspaceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JsonReaderTest {
    @Test
    void saysWhereATruncatedDocumentEnds() {
        assertEquals(
                "t.json: line 2, column 5: Unexpected end-of-input within/between Array entries. The document ends too"
                        + " early: fetch or write it again.",
                problem("{\"a\": [1,\n 2, "));
        assertEquals(
                "t.json: line 1, column 10: Unexpected end-of-input: expected close marker for Array (start marker at"
                        + " line 1, column 7). The document ends too early: fetch or write it again.",
                problem("{\"a\": [1 "));
    }

    @Test
    void saysWhereADocumentIsMalformed() {
        String said = problem("{\"a\": 1,\n \"b\" 2}");
        assertTrue(said.startsWith("t.json: line 2, column 6: Unexpected character ('2'"), said);
        assertTrue(said.endsWith("Mend the JSON there."), said);
    }

    @Test
    void namesNumbersThatAreNone() {
        assertEquals(
                "t.json: /a/1: line 1, column 11: NaN is not a JSON number. Replace it by a finite one.",
                problem("{\"a\": [1, NaN]}"));
        assertEquals(
                "t.json: /a: line 1, column 7: -Infinity is not a JSON number. Replace it by a finite one.",
                problem("{\"a\": -Infinity}"));
        assertEquals(
                "t.json: /0: line 1, column 2: the number 1e999 is beyond the range of doubles (1.8e308).",
                problem("[1e999]"));
    }

    /** Of random bits in up to 17 digits, and of decimals half-way between two neighbours and beside it. */
    @Test
    void decimalsAreTheNearestDoubles() {
        Random random = new Random(20261201);
        for (int k = 0; k < 4_000; k++) {
            double x = Double.longBitsToDouble(random.nextLong());
            if (!Double.isFinite(x)) {
                continue;
            }
            BigDecimal half = new BigDecimal(x)
                    .add(new BigDecimal(Math.nextUp(Math.abs(x) < 1e300 ? x : 1)))
                    .divide(BigDecimal.valueOf(2));
            for (String text : new String[] {
                String.format(Locale.ROOT, "%.16e", x),
                String.format(Locale.ROOT, "%." + random.nextInt(1, 16) + "e", x),
                Double.toString(x),
                half.toString().contains(".") ? half.toString() : half + ".0",
                half.toString().contains("E") ? half.toString() : half + (half.scale() > 0 ? "1" : ".1")
            }) {
                assertEquals(
                        Double.parseDouble(text),
                        JsonReader.parse("[" + text + "]", "t.json").get(0).doubleValue(),
                        text);
            }
        }
    }

    @Test
    void refusesWhatWouldBeLost() {
        assertEquals(
                "t.json: /a~1b: line 1, column 12: the key 'a/b' stands twice in one object. Remove one of the two.",
                problem("{\"a/b\": 1, \"a/b\": 2}"));
        assertEquals(
                "t.json: line 1, column 4: more text after the end of the document. Keep one JSON document a file.",
                problem("{} {}"));
        assertTrue(problem("[\"\\ud800\"]").contains("half of a surrogate pair"));
        assertTrue(problem("[\"\ud800\"]").contains("half of a surrogate pair"));
    }

    @Test
    void refusesEmptyDocuments() {
        assertEquals("t.json: the document is empty; a JSON document was expected.", problem(""));
        assertEquals("t.json: the document is empty; a JSON document was expected.", problem(" \n"));
    }

    @Test
    void refusesBottomlessDocuments() {
        String said = problem("[".repeat(100_000));
        assertTrue(said.startsWith("t.json: Document nesting depth (1001) exceeds the maximum allowed (1000"), said);
    }

    @Test
    void keepsIntegersOfAnySizeApartFromDoubles() {
        JsonNode tree = JsonReader.parse("[1, 1.0, 4294967296, 123456789012345678901234567890]", "t.json");
        assertTrue(tree.get(0).isIntegralNumber());
        assertTrue(tree.get(1).isDouble());
        assertEquals("4294967296", tree.get(2).asText());
        assertEquals("123456789012345678901234567890", tree.get(3).asText());
    }

    @Test
    void understandsTheEncodingsOfJson() {
        for (var encoding : new java.nio.charset.Charset[] {StandardCharsets.UTF_8, StandardCharsets.UTF_16BE}) {
            InputStream in = new ByteArrayInputStream("[\"\u00e9\"]".getBytes(encoding));
            assertEquals("\u00e9", JsonReader.parse(in, "t.json").get(0).textValue());
        }
    }

    @Test
    void namesFilesThatCannotBeRead(@TempDir Path folder) {
        Path missing = folder.resolve("missing.json");
        assertEquals(
                missing + ": no such file. Check the path.",
                assertThrows(WorkspaceException.class, () -> JsonReader.read(missing))
                        .getMessage());
        String said = assertThrows(WorkspaceException.class, () -> JsonReader.read(folder))
                .getMessage();
        assertTrue(said.startsWith(folder + ": is a folder"), said);
    }

    @Test
    void namesStreamsThatBreak() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection lost");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                throw new IOException("connection lost");
            }
        };
        String said = assertThrows(WorkspaceException.class, () -> JsonReader.parse(broken, "t.json"))
                .getMessage();
        assertEquals("t.json: cannot be read (connection lost).", said);
    }

    private static String problem(String text) {
        return assertThrows(WorkspaceException.class, () -> JsonReader.parse(text, "t.json"))
                .getMessage();
    }
}
