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

    /** Where the values of each open array begin on the stack; of an object its keys and values, as a complement. By depth. */
    private int[] bases = new int[16];

    /** Where the last key of each open object stands in the text. By depth. */
    private long[] keysAt = new long[16];

    private int depth;

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

    /** Open arrays and objects are kept here and not on the thread's stack, of which a caller may have little left. */
    private RegoValue value() {
        RegoValue value = next();
        while (depth > 0) {
            push(value);
            in.skipSpace();
            if (in.skip(',')) {
                if (inObject()) {
                    key();
                }
                value = next();
            } else {
                value = close();
            }
        }
        return value;
    }

    /** The next value that is complete where it begins: a scalar, or an empty array or object. Opens those that stand before it. */
    private RegoValue next() {
        in.skipSpace();
        while (in.peek() == '{' || in.peek() == '[') {
            boolean object = in.peek() == '{';
            open(object);
            if (in.skip(object ? '}' : ']')) {
                depth--;
                return object ? RegoObject.EMPTY : RegoArray.EMPTY;
            }
            if (object) {
                key();
            }
            in.skipSpace();
        }
        return scalar();
    }

    private RegoValue scalar() {
        return switch (in.peek()) {
            case '"' -> strings.next();
            case 't' -> in.keyword("true", RegoBoolean.TRUE);
            case 'f' -> in.keyword("false", RegoBoolean.FALSE);
            case 'n' -> in.keyword("null", RegoNull.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> JsonNumbers.next(in);
            default -> throw in.error("expected a value, found " + in.describe());
        };
    }

    private void key() {
        in.skipSpace();
        if (in.peek() != '"') {
            throw in.error("expected a key in double quotes, found " + in.describe());
        }
        keysAt[depth] = in.offset();
        push(strings.next());
        in.skipSpace();
        in.expect(':', "`:`");
    }

    private void open(boolean object) {
        in.advance();
        if (++depth > limits.maxDepth()) {
            throw in.error("nested deeper than the limit of " + limits.maxDepth() + " levels");
        }
        if (depth == bases.length) {
            bases = Arrays.copyOf(bases, depth * 2);
            keysAt = Arrays.copyOf(keysAt, depth * 2);
        }
        bases[depth] = object ? ~top : top;
        in.skipSpace();
    }

    private boolean inObject() {
        return bases[depth] < 0;
    }

    private RegoValue close() {
        return inObject() ? closeObject(~bases[depth]) : closeArray(bases[depth]);
    }

    private RegoArray closeArray(int base) {
        in.expect(']', "`,` or `]`");
        RegoArray array = RegoArray.wrap(Arrays.copyOfRange(stack, base, top));
        top = base;
        depth--;
        return array;
    }

    private RegoObject closeObject(int base) {
        in.expect('}', "`,` or `}`");
        RegoObject object = shapes.object(stack, base, top, this::reportDuplicate);
        top = base;
        depth--;
        return object;
    }

    private void reportDuplicate(RegoValue key) {
        duplicateKeys.accept(in.place(keysAt[depth]) + ": " + key);
    }

    private void push(RegoValue value) {
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, top * 2);
        }
        stack[top++] = value;
    }
}
