package dev.writ.policy.builtin;

import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;

/** Reads Rego values as tests write them: JSON, {@code {1, 2}} and {@code set()}. */
public final class Literals {

    private final String text;
    private int at;

    private Literals(String text) {
        this.text = text;
    }

    /** One value. */
    public static RegoValue value(String text) {
        Literals reader = new Literals(text);
        RegoValue value = reader.next();
        if (reader.at != text.length()) {
            throw new IllegalArgumentException("more than a value: " + text);
        }
        return value;
    }

    /** Values with commas between them. */
    public static List<RegoValue> values(String text) {
        Literals reader = new Literals(text + ")");
        return reader.sequence(')');
    }

    private RegoValue next() {
        skipSpace();
        char c = text.charAt(at);
        if (text.startsWith("set()", at)) {
            at += 5;
            return RegoSet.EMPTY;
        }
        return switch (c) {
            case '[' -> {
                at++;
                yield RegoArray.of(sequence(']'));
            }
            case '{' -> {
                at++;
                yield braces();
            }
            case '"' -> string();
            default -> word();
        };
    }

    private RegoValue braces() {
        skipSpace();
        if (text.charAt(at) == '}') {
            at++;
            return RegoObject.EMPTY;
        }
        RegoValue first = next();
        skipSpace();
        if (text.charAt(at) != ':') {
            RegoSet.Builder set = RegoSet.builder();
            set.add(first);
            if (text.charAt(at) == ',') {
                at++;
            }
            sequence('}').forEach(set::add);
            return set.build();
        }
        RegoObject.Builder object = RegoObject.builder();
        at++;
        object.put(first, next());
        skipSpace();
        while (text.charAt(at) == ',') {
            at++;
            RegoValue key = next();
            skipSpace();
            at++;
            object.put(key, next());
            skipSpace();
        }
        at++;
        return object.build();
    }

    private List<RegoValue> sequence(char close) {
        List<RegoValue> values = new ArrayList<>();
        skipSpace();
        while (text.charAt(at) != close) {
            values.add(next());
            skipSpace();
            if (text.charAt(at) == ',') {
                at++;
                skipSpace();
            }
        }
        at++;
        return values;
    }

    private RegoValue string() {
        int end = at + 1;
        while (text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        RegoValue value = JsonReader.read(text.substring(at, end + 1));
        at = end + 1;
        return value;
    }

    private RegoValue word() {
        int end = at;
        while (end < text.length() && ",:]}) \t".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String word = text.substring(at, end);
        at = end;
        return switch (word) {
            case "null" -> RegoNull.NULL;
            case "true" -> RegoBoolean.TRUE;
            case "false" -> RegoBoolean.FALSE;
            default -> RegoNumber.parse(word);
        };
    }

    private void skipSpace() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
