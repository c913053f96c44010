package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Property
    void readsBackTheSameNumber(@ForAll double value) {
        if (Double.isFinite(value)) {
            String text = JsonText.line(value);
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
