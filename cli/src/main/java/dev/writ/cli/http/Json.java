package dev.writ.cli.http;

import dev.writ.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the command line reads and writes it. Duplicate keys and text after the value are errors. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Json() {}

    /** An empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** An empty array. */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /**
     * Reads one JSON value.
     *
     * @param what names the text in the message of a failure
     */
    public static JsonNode parse(byte[] text, String what) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            var place = e.getLocation();
            String where =
                    place == null || place.getLineNr() < 0 ? "" : ":" + place.getLineNr() + ":" + place.getColumnNr();
            throw new Failure(what + where + " is not JSON: " + firstLine(e.getOriginalMessage()));
        }
    }

    /** Reads a file that must hold one JSON value. */
    public static JsonNode read(Path file) {
        try {
            return parse(Files.readAllBytes(file), "`" + file + "`");
        } catch (IOException e) {
            throw Failure.io("read `" + file + "`", e);
        }
    }

    /** The value over several lines, members in their order, without a line break at the end. */
    public static String pretty(JsonNode value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The value in one line. */
    public static byte[] compact(JsonNode value) {
        return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(value);
    }

    /** The member {@code name} if it is a string, else the empty string. */
    public static String text(JsonNode object, String name) {
        return object.path(name).asString("");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
