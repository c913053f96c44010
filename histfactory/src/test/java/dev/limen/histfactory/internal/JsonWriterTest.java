package dev.limen.histfactory.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonWriterTest {
    /** Printed by Python 3.11: json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False). */
    @Test
    void canonicalIsPythons() {
        String text = "{\"b\": [1, 1.0, -0, -0.0, 1e5, 1E-5, 123456789012345678901234567890, true, null, {}, []],"
                + " \"\\u00e9\": \"\\u00e9\\u0001\\n\\\"\\/\\\\ \\ud83d\\ude00\", \"a\": {\"z\": 1e16, \"Z\": 0.1},"
                + " \"\\uffee\": 0, \"\\ud83d\\ude00\": 1}";
        assertEquals(
                "{\"a\": {\"Z\": 0.1, \"z\": 1e+16}, \"b\": [1, 1.0, 0, -0.0, 100000.0, 1e-05,"
                        + " 123456789012345678901234567890, true, null, {}, []], \"\u00e9\":"
                        + " \"\u00e9\\u0001\\n\\\"/\\\\ \ud83d\ude00\", \"\uffee\": 0, \"\ud83d\ude00\": 1}",
                JsonWriter.write(JsonReader.parse(text, "t.json"), JsonWriter.Style.CANONICAL));
    }

    @Test
    void documentsKeepTheOrderOfKeysAndTheValue() {
        JsonNode tree = JsonReader.parse("{\"b\":[1,2.5],\"a\":[{\"x\":[]},[3]],\"c\":{}}", "t.json");
        String text = JsonWriter.write(tree, JsonWriter.Style.DOCUMENT);
        assertEquals("""
                {
                    "b": [1, 2.5],
                    "a": [
                        {
                            "x": []
                        },
                        [3]
                    ],
                    "c": {}
                }""", text);
        assertEquals(tree, JsonReader.parse(text, "t.json"));
    }

    @Test
    void briefCutsLongTexts() {
        String text = JsonWriter.brief(JsonReader.parse("[" + "1, ".repeat(100) + "1]", "t.json"));
        assertEquals("[" + "1, ".repeat(16) + "1 ...", text);
    }

    @Test
    void namesSortByCodePointAsInPython() {
        List<String> names = new ArrayList<>(List.of("\ud83d\ude00", "\uffee", "b", "a1", "a", "B", "\u00e9"));
        names.sort(CodePoints.ORDER);
        assertEquals(List.of("B", "a", "a1", "b", "\u00e9", "\uffee", "\ud83d\ude00"), names);
    }
}
