package dev.limen.app.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {

    /** The right-hand sides were printed by Python 3.11's {@code repr}. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.0, -0.0",
        "1, 1.0",
        "0.1, 0.1",
        "100, 100.0",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "1e-4, 0.0001",
        "1e-5, 1e-05",
        "2e-323, 2e-323",
        "4.9e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "123456789.125, 123456789.125",
        "2.0e-3, 0.002",
        "9007199254740993, 9007199254740992.0",
        "0.30000000000000004, 0.30000000000000004",
        "-1.5e-7, -1.5e-07",
        "1.2345e22, 1.2345e+22"
    })
    void spellsFloatsAsPythonDoes(double value, String text) {
        assertEquals(text, PythonFloat.repr(value));
    }

    @Property
    void readsBackTheSameNumber(@ForAll double value) {
        if (Double.isFinite(value)) {
            String text = PythonFloat.repr(value);
            assertEquals(value, Double.parseDouble(text));
            assertTrue(text.replaceAll("e.*|[-.]", "").replaceAll("^0+|0+$", "").length() <= 17, text);
        }
    }

    @Test
    void printsAsPythonDoes() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("CLs_obs", 0.05);
        tree.put("CLs_exp", List.of(1e-5, 1.0));
        tree.put("a", Map.of("text", "µ \"quoted\"\n", "none", List.of(), "flag", true, "count", 3, "empty", Map.of()));
        assertEquals("""
                {
                    "CLs_exp": [
                        1e-05,
                        1.0
                    ],
                    "CLs_obs": 0.05,
                    "a": {
                        "count": 3,
                        "empty": {},
                        "flag": true,
                        "none": [],
                        "text": "\\u00b5 \\"quoted\\"\\n"
                    }
                }""", JsonText.sorted(tree));
        assertEquals("{\"b\": [1, 2.0], \"a\": -1.5}", JsonText.line(ordered("b", List.of(1, 2.0), "a", -1.5)));
        assertEquals("{\n    \"b\": 1,\n    \"a\": 2\n}", JsonText.indented(ordered("b", 1, "a", 2)));
    }

    @Test
    void refusesWhatJsonCannotCarry() {
        assertThrows(IllegalArgumentException.class, () -> JsonText.line(List.of(Double.NaN)));
        assertThrows(IllegalArgumentException.class, () -> JsonText.line(List.of(Double.POSITIVE_INFINITY)));
        assertThrows(IllegalArgumentException.class, () -> JsonText.line(List.of(new StringBuilder())));
    }

    private static Map<String, Object> ordered(String first, Object one, String second, Object two) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }
}
