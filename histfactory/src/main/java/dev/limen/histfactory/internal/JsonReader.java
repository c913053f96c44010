package dev.limen.histfactory.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.limen.histfactory.WorkspaceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads a JSON document into a tree that loses nothing of its value: integers of any size stay integers, other numbers
 * are doubles. What would be lost or ambiguous is an error: a key given twice, a number beyond the range of doubles,
 * NaN and Infinity (which Python writes, but JSON does not have), half of a surrogate pair, text after the end.
 */
public final class JsonReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private final String file;
    private final JsonParser parser;
    private final JsonNodeFactory nodes = JsonNodeFactory.instance;

    private JsonReader(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** Reads a file, in UTF-8 (UTF-16 and UTF-32 are recognised as well). */
    public static JsonNode read(Path path) {
        if (Files.isDirectory(path)) {
            throw new WorkspaceException(path.toString(), "", "is a folder; expected a JSON file in it.");
        }
        try {
            return parse(Files.newInputStream(path), path.toString());
        } catch (NoSuchFileException e) {
            throw new WorkspaceException(path.toString(), "no such file. Check the path.", e);
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    /** Reads a stream to its end and closes it. */
    public static JsonNode parse(InputStream in, String file) {
        byte[] bytes;
        try (in) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (bytes.length == 0) {
            throw new WorkspaceException(file, "", "the document is empty; a JSON document was expected.");
        }
        try (JsonParser parser = FACTORY.createParser(new ByteArrayInputStream(bytes))) {
            return new JsonReader(file, parser).document();
        } catch (JsonProcessingException e) {
            throw malformed(file, e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Reads a document that is already text. */
    public static JsonNode parse(String json, String file) {
        if (!wellFormed(json)) {
            throw new WorkspaceException(file, "", "the text holds half of a surrogate pair. Write it as UTF-8 again.");
        }
        return parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), file);
    }

    private JsonNode document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new WorkspaceException(file, "", "the document is empty; a JSON document was expected.");
        }
        JsonNode root = value(first);
        if (parser.nextToken() != null) {
            throw error("more text after the end of the document. Keep one JSON document a file.");
        }
        return root;
    }

    private JsonNode value(JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT:
                return object();
            case START_ARRAY:
                return array();
            case VALUE_STRING:
                return nodes.textNode(checked(parser.getText()));
            case VALUE_NUMBER_INT:
                return integer();
            case VALUE_NUMBER_FLOAT:
                return real();
            case VALUE_TRUE:
                return nodes.booleanNode(true);
            case VALUE_FALSE:
                return nodes.booleanNode(false);
            case VALUE_NULL:
                return nodes.nullNode();
            default:
                throw error("unexpected " + token + ".");
        }
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = nodes.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = checked(parser.currentName());
            if (object.has(key)) {
                throw error("the key '" + key + "' stands twice in one object. Remove one of the two.");
            }
            object.set(key, value(parser.nextToken()));
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = nodes.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(token));
        }
        return array;
    }

    private JsonNode integer() throws IOException {
        switch (parser.getNumberType()) {
            case INT:
                return nodes.numberNode(parser.getIntValue());
            case LONG:
                return nodes.numberNode(parser.getLongValue());
            default:
                return nodes.numberNode(parser.getBigIntegerValue());
        }
    }

    private JsonNode real() throws IOException {
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            String text = parser.getText();
            boolean named = text.chars().noneMatch(Character::isDigit);
            throw error(
                    named
                            ? text + " is not a JSON number. Replace it by a finite one."
                            : "the number " + text + " is beyond the range of doubles (1.8e308).");
        }
        return nodes.numberNode(value);
    }

    private String checked(String text) {
        if (!wellFormed(text)) {
            throw error("a string with half of a surrogate pair (\\ud800 to \\udfff), which is no text. Remove it.");
        }
        return text;
    }

    private static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private WorkspaceException error(String problem) {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return new WorkspaceException(file, pointer, place(parser.currentTokenLocation()) + problem);
    }

    private static String place(JsonLocation at) {
        return "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }

    private static WorkspaceException malformed(String file, JsonProcessingException e) {
        String said = e.getOriginalMessage()
                .replaceAll("\\[Source:[^;\\]]*; line: (\\d+), column: (\\d+)\\]", "line $1, column $2");
        boolean early = said.contains("end-of-input");
        String cure = early ? ". The document ends too early: fetch or write it again." : ". Mend the JSON there.";
        String place = e.getLocation() == null ? "" : place(e.getLocation());
        return new WorkspaceException(file, place + said + cure, e);
    }

    private static WorkspaceException unreadable(String file, IOException e) {
        return new WorkspaceException(file, "cannot be read (" + e.getMessage() + ").", e);
    }
}
