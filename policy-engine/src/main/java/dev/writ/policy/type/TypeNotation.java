package dev.writ.policy.type;

import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads and writes the notation of types. */
final class TypeNotation {
    private static final int MAX_DEPTH = 64;

    private final String text;
    private int at;
    private int depth;

    private TypeNotation(String text) {
        this.text = text;
    }

    /**
     * The type that {@code text} writes.
     *
     * @throws IllegalArgumentException if it writes none
     */
    static RegoType parse(String text) {
        TypeNotation notation = new TypeNotation(text);
        RegoType type = notation.type();
        if (notation.at != text.length()) {
            throw notation.error();
        }
        return type;
    }

    private RegoType type() {
        if (++depth > MAX_DEPTH) {
            throw error();
        }
        String name = name();
        RegoType type = switch (name) {
            case "any" -> text.startsWith("<", at) ? new RegoType.Union(list()) : new RegoType.Any();
            case "null" -> new RegoType.Scalar(ValueKind.NULL);
            case "boolean" -> new RegoType.Scalar(ValueKind.BOOLEAN);
            case "number" -> new RegoType.Scalar(ValueKind.NUMBER);
            case "string" -> new RegoType.Scalar(ValueKind.STRING);
            case "array" -> array();
            case "set" -> set();
            case "object" -> object();
            default -> throw error();
        };
        depth--;
        return type;
    }

    private RegoType array() {
        List<RegoType> fixed = text.startsWith("<", at) ? list() : List.of();
        if (!skip("[")) {
            return new RegoType.ArrayType(fixed, null);
        }
        RegoType rest = type();
        expect("]");
        return new RegoType.ArrayType(fixed, rest);
    }

    private RegoType set() {
        expect("[");
        RegoType element = type();
        expect("]");
        return new RegoType.SetType(element);
    }

    private RegoType object() {
        SortedMap<RegoValue, RegoType> fixed = new TreeMap<>();
        if (skip("<")) {
            do {
                String key = name();
                expect(": ");
                fixed.put(RegoString.of(key), type());
            } while (skip(", "));
            expect(">");
        }
        if (!skip("[")) {
            return new RegoType.ObjectType(fixed, null, null);
        }
        RegoType key = type();
        expect(": ");
        RegoType value = type();
        expect("]");
        return new RegoType.ObjectType(fixed, key, value);
    }

    private List<RegoType> list() {
        List<RegoType> types = new ArrayList<>();
        expect("<");
        do {
            types.add(type());
        } while (skip(", "));
        expect(">");
        return types;
    }

    private String name() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean skip(String token) {
        if (!text.startsWith(token, at)) {
            return false;
        }
        at += token.length();
        return true;
    }

    private void expect(String token) {
        if (!skip(token)) {
            throw error();
        }
    }

    private IllegalArgumentException error() {
        return new IllegalArgumentException("not a type: `" + text + "`, at character " + (at + 1));
    }

    static String angles(List<RegoType> types) {
        return types.isEmpty()
                ? ""
                : "<" + String.join(", ", types.stream().map(RegoType::toString).toList()) + ">";
    }
}
