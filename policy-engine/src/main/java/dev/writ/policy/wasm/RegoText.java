package dev.writ.policy.wasm;

import dev.writ.policy.value.JsonLimits;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Values as text, as OPA's WebAssembly reads and writes them: JSON, and beyond it sets ({@code {1, 2}}, {@code set()}) and
 * keys that are no strings.
 */
final class RegoText {

    private final byte[] text;
    private int at;
    private int depth;

    private RegoText(byte[] text) {
        this.text = text;
    }

    /** A text that is no value. */
    static final class MalformedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private MalformedException(String message) {
            super(message, null, false, false);
        }
    }

    /** The text of a value, in UTF-8. */
    static byte[] write(RegoValue value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(RegoValue value, StringBuilder out) {
        switch (value) {
            case RegoArray array -> elements(array, '[', ']', out);
            case RegoSet set -> {
                if (set.size() == 0) {
                    out.append("set()");
                } else {
                    elements(set, '{', '}', out);
                }
            }
            case RegoObject object -> {
                out.append('{');
                for (int i = 0; i < object.size(); i++) {
                    out.append(i == 0 ? "" : ",");
                    write(object.keyAt(i), out);
                    out.append(':');
                    write(object.valueAt(i), out);
                }
                out.append('}');
            }
            case RegoString string -> JsonWriter.compact(string, out);
            case RegoNumber number -> JsonWriter.compact(number, out);
            case RegoBoolean bool -> out.append(bool.value());
            case RegoNull ignored -> out.append("null");
        }
    }

    private static void elements(Iterable<RegoValue> elements, char open, char close, StringBuilder out) {
        out.append(open);
        String separator = "";
        for (RegoValue element : elements) {
            out.append(separator);
            write(element, out);
            separator = ",";
        }
        out.append(close);
    }

    /**
     * The value of a text.
     *
     * @throws MalformedException if the text is not exactly one value, or nests more than 1,000 levels deep
     */
    static RegoValue read(byte[] text) {
        RegoText reader = new RegoText(text);
        RegoValue value = reader.value();
        reader.space();
        if (reader.at != text.length) {
            throw reader.malformed("the end");
        }
        return value;
    }

    private RegoValue value() {
        space();
        return switch (peek()) {
            case '{' -> braces();
            case '[' -> array();
            case '"' -> string();
            case 's' -> word("set()", RegoSet.EMPTY);
            case 't' -> word("true", RegoBoolean.TRUE);
            case 'f' -> word("false", RegoBoolean.FALSE);
            case 'n' -> word("null", RegoNull.NULL);
            default -> number();
        };
    }

    private RegoValue array() {
        enter();
        List<RegoValue> elements = new ArrayList<>();
        if (!skip(']')) {
            do {
                elements.add(value());
            } while (skip(','));
            expect(']');
        }
        depth--;
        return RegoArray.of(elements);
    }

    private RegoValue braces() {
        enter();
        if (skip('}')) {
            depth--;
            return RegoObject.EMPTY;
        }
        RegoValue first = value();
        RegoValue all = skip(':') ? object(first) : set(first);
        expect('}');
        depth--;
        return all;
    }

    private RegoValue object(RegoValue firstKey) {
        RegoObject.Builder entries = RegoObject.builder();
        entries.put(firstKey, value());
        while (skip(',')) {
            RegoValue key = value();
            expect(':');
            entries.put(key, value());
        }
        return entries.build();
    }

    private RegoValue set(RegoValue first) {
        RegoSet.Builder elements = RegoSet.builder();
        elements.add(first);
        while (skip(',')) {
            elements.add(value());
        }
        return elements.build();
    }

    private RegoValue string() {
        int start = at;
        boolean plain = true;
        for (at++; at < text.length && text[at] != '"'; at++) {
            if (text[at] == '\\') {
                plain = false;
                at++;
            }
        }
        if (at >= text.length) {
            throw malformed("`\"`");
        }
        at++;
        if (plain) {
            return RegoString.of(new String(text, start + 1, at - start - 2, StandardCharsets.UTF_8));
        }
        byte[] literal = java.util.Arrays.copyOfRange(text, start, at);
        try {
            return JsonReader.read(literal, JsonLimits.DEFAULT);
        } catch (dev.writ.policy.value.JsonException e) {
            throw malformed("a string");
        }
    }

    private RegoValue number() {
        int start = at;
        while (at < text.length && "+-.eE0123456789".indexOf(text[at]) >= 0) {
            at++;
        }
        try {
            return RegoNumber.parse(new String(text, start, at - start, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            at = start;
            throw malformed("a value");
        }
    }

    private <T> T word(String word, T value) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= text.length || text[at + i] != word.charAt(i)) {
                throw malformed("`" + word + "`");
            }
        }
        at += word.length();
        return value;
    }

    private void enter() {
        at++;
        if (++depth > JsonLimits.DEFAULT.maxDepth()) {
            throw new MalformedException("it nests deeper than " + JsonLimits.DEFAULT.maxDepth() + " levels");
        }
    }

    private boolean skip(char c) {
        space();
        if (peek() == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!skip(c)) {
            throw malformed("`" + c + "`");
        }
    }

    private int peek() {
        return at < text.length ? text[at] : -1;
    }

    private void space() {
        while (at < text.length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r')) {
            at++;
        }
    }

    private MalformedException malformed(String expected) {
        return new MalformedException("expected " + expected + " at byte " + at);
    }
}
