package dev.writ.policy.value;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads JSON (RFC 8259) from UTF-8. Numbers stay exact and keep their text. Of equal keys in one object the last value
 * wins, as in OPA; a caller that wants to know passes a listener. Lone surrogates become U+FFFD, as in OPA. Equal short
 * strings and the keys of equal objects are shared.
 */
public final class JsonReader {
    private final JsonInput in;
    private final JsonLimits limits;
    private final Consumer<String> duplicateKeys;
    private final JsonStrings strings;
    private final JsonShapes shapes = new JsonShapes();
    private RegoValue[] stack = new RegoValue[64];
    private int top;
    private int depth;
    private long lastKeyAt;

    private JsonReader(JsonInput in, JsonLimits limits, Consumer<String> duplicateKeys) {
        this.in = in;
        this.limits = limits;
        this.duplicateKeys = duplicateKeys;
        this.strings = new JsonStrings(in);
    }

    /**
     * The value of {@code text}, within the default limits.
     *
     * @throws JsonException if the text is not exactly one JSON value, or beyond the limits
     */
    public static RegoValue read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
    }

    /**
     * The value of {@code text}.
     *
     * @throws JsonException if the text is not exactly one JSON value, or beyond the limits
     */
    public static RegoValue read(byte[] text, JsonLimits limits) {
        return read(text, limits, duplicate -> {});
    }

    /**
     * The value of {@code text}.
     *
     * @param duplicateKeys is told {@code line:column: key} for each key that replaces an equal one
     * @throws JsonException if the text is not exactly one JSON value, or beyond the limits
     */
    public static RegoValue read(byte[] text, JsonLimits limits, Consumer<String> duplicateKeys) {
        return new JsonReader(new JsonInput(text, limits.maxBytes()), limits, duplicateKeys).document();
    }

    /**
     * The value of a stream of bytes, of which only a small part is held at a time. The stream is not closed.
     *
     * @throws JsonException if it is not exactly one JSON value, or beyond the limits
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static RegoValue read(InputStream text, JsonLimits limits) {
        return new JsonReader(new JsonInput(text, limits.maxBytes()), limits, duplicate -> {}).document();
    }

    /**
     * The first value of {@code text}; what stands behind it is not looked at.
     *
     * @throws JsonException if the text does not begin with a JSON value, or is beyond the limits
     */
    public static RegoValue readFirst(byte[] text, JsonLimits limits) {
        JsonReader reader = new JsonReader(new JsonInput(text, limits.maxBytes()), limits, duplicate -> {});
        reader.in.skipByteOrderMark();
        return reader.value();
    }

    private RegoValue document() {
        in.skipByteOrderMark();
        RegoValue value = value();
        in.skipSpace();
        if (!in.atEnd()) {
            throw in.error("unexpected " + in.describe() + " after the value");
        }
        return value;
    }

    private RegoValue value() {
        in.skipSpace();
        return switch (in.peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> strings.next();
            case 't' -> in.keyword("true", RegoBoolean.TRUE);
            case 'f' -> in.keyword("false", RegoBoolean.FALSE);
            case 'n' -> in.keyword("null", RegoNull.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> JsonNumbers.next(in);
            default -> throw in.error("expected a value, found " + in.describe());
        };
    }

    private RegoValue array() {
        enter();
        int base = top;
        if (!in.skip(']')) {
            do {
                push(value());
                in.skipSpace();
            } while (in.skip(','));
            in.expect(']', "`,` or `]`");
        }
        depth--;
        RegoArray array = RegoArray.wrap(Arrays.copyOfRange(stack, base, top));
        top = base;
        return array;
    }

    private RegoValue object() {
        enter();
        int base = top;
        if (!in.skip('}')) {
            do {
                in.skipSpace();
                if (in.peek() != '"') {
                    throw in.error("expected a key in double quotes, found " + in.describe());
                }
                long at = in.offset();
                RegoString key = strings.next();
                in.skipSpace();
                in.expect(':', "`:`");
                RegoValue value = value();
                push(key);
                push(value);
                lastKeyAt = at;
                in.skipSpace();
            } while (in.skip(','));
            in.expect('}', "`,` or `}`");
        }
        depth--;
        RegoObject object = shapes.object(stack, base, top, this::reportDuplicate);
        top = base;
        return object;
    }

    private void reportDuplicate(RegoValue key) {
        duplicateKeys.accept(in.place(lastKeyAt) + ": " + key);
    }

    private void enter() {
        in.advance();
        if (++depth > limits.maxDepth()) {
            throw in.error("nested deeper than the limit of " + limits.maxDepth() + " levels");
        }
        in.skipSpace();
    }

    private void push(RegoValue value) {
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, top * 2);
        }
        stack[top++] = value;
    }
}
