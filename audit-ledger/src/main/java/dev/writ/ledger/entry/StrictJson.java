package dev.writ.ledger.entry;

import dev.writ.ledger.merkle.Bytes;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON that is going to be hashed. Refuses what two readers could understand differently: duplicate keys, lone
 * surrogates, broken UTF-8, numbers that are not the decimal form of a double (RFC 7493), and anything after the value.
 */
public final class StrictJson {
    /** Deepest nesting of arrays and objects. */
    public static final int MAX_DEPTH = 64;

    private static final int MAX_NUMBER = 400;

    /** How deep what holds entries may be nested itself. */
    private static final int AROUND = 8;

    private static final JsonFactory FACTORY = factory(MAX_DEPTH);
    private static final JsonFactory DEEPER = factory(MAX_DEPTH + AROUND);

    private final JsonFactory factory;

    private StrictJson(JsonFactory factory) {
        this.factory = factory;
    }

    /** A reader of values that are nested to {@link #MAX_DEPTH}. */
    public StrictJson() {
        this(FACTORY);
    }

    /** A reader of documents around such values, eight levels deeper. */
    public static StrictJson around() {
        return new StrictJson(DEEPER);
    }

    private static JsonFactory factory(int depth) {
        return JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxNumberLength(MAX_NUMBER)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    /**
     * Reads one value.
     *
     * @throws JsonException naming problem and place
     */
    public Json read(Bytes utf8) {
        return read(decode(utf8));
    }

    /**
     * Reads one value from text.
     *
     * @throws JsonException naming problem and place
     */
    public Json read(String text) {
        if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
            throw new JsonException("the text begins with a byte order mark, remove it", "");
        }
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            Json value = new Reading(parser).value(parser.nextToken(), "");
            if (parser.nextToken() != null) {
                throw new JsonException("there is more text after the end of the JSON value", "");
            }
            return value;
        } catch (JacksonException e) {
            throw new JsonException(syntax(e), "");
        }
    }

    private static String syntax(JacksonException e) {
        var at = e.getLocation();
        String place = at == null ? "" : " near line " + at.getLineNr() + ", column " + at.getColumnNr();
        return "the text is not JSON that may be hashed" + place + ": check its syntax, nesting (at most " + MAX_DEPTH
                + " levels) and numbers (at most " + MAX_NUMBER + " characters)";
    }

    private static String decode(Bytes utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(utf8.buffer())
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JsonException("the bytes are not valid UTF-8", "");
        }
    }

    /** One pass over one document; its recursion is bounded by the parser's nesting limit. */
    private record Reading(JsonParser parser) {
        Json value(@Nullable JsonToken token, String pointer) {
            if (token == null) {
                throw new JsonException("the JSON text is empty or ends too early", pointer);
            }
            return switch (token) {
                case START_OBJECT -> object(pointer);
                case START_ARRAY -> array(pointer);
                case VALUE_STRING -> string(parser.getString(), pointer);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString(), pointer);
                case VALUE_TRUE -> new Json.Bool(true);
                case VALUE_FALSE -> new Json.Bool(false);
                case VALUE_NULL -> new Json.Null();
                case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw new JsonException("a JSON value is missing", pointer);
            };
        }

        private Json object(String pointer) {
            Map<String, Json> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = string(parser.currentName(), pointer).text();
                String inner = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
                if (members.containsKey(name)) {
                    throw new JsonException("the key `" + name + "` occurs twice", inner);
                }
                members.put(name, value(parser.nextToken(), inner));
            }
            return new Json.Obj(members);
        }

        private Json array(String pointer) {
            List<Json> items = new ArrayList<>();
            JsonToken token = parser.nextToken();
            while (token != JsonToken.END_ARRAY) {
                items.add(value(token, pointer + "/" + items.size()));
                token = parser.nextToken();
            }
            return new Json.Arr(items);
        }

        private static Json.Str string(String text, String pointer) {
            try {
                return new Json.Str(text);
            } catch (JsonException e) {
                throw new JsonException(e.problem(), pointer);
            }
        }

        private static Json number(String text, String pointer) {
            double value = Double.parseDouble(text);
            boolean exact = Double.isFinite(value)
                    && new BigDecimal(CanonicalNumber.format(value)).compareTo(new BigDecimal(text)) == 0;
            if (!exact) {
                throw new JsonException(
                        "the number `" + text + "` is not exact as an IEEE 754 double, send it as a string", pointer);
            }
            return new Json.Num(value);
        }
    }
}
