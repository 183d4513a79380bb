package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.golang.GoQuote;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A literal, or a variable.
 *
 * @param raw its text, or the name of a variable; empty for lists and objects
 * @param children the elements of a list, or the fields of an object
 * @param comment the comments before it
 */
record Value(@Nullable Position at, Kind kind, String raw, List<Child> children, List<String> comment) {

    /** What a value is. */
    enum Kind {
        VARIABLE(0),
        INT(1),
        FLOAT(2),
        STRING(3),
        BLOCK(4),
        BOOLEAN(5),
        NULL(6),
        ENUM(7),
        LIST(8),
        OBJECT(9);

        /** What stands for it in a tree. */
        final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /**
     * An element or a field.
     *
     * @param name empty for an element
     */
    record Child(@Nullable Position at, String name, Value value, List<String> comment) {}

    /** As a document writes it. */
    @Override
    public String toString() {
        return switch (kind) {
            case VARIABLE -> "$" + raw;
            case INT, FLOAT, ENUM, BOOLEAN, NULL -> raw;
            case STRING, BLOCK -> GoQuote.quote(raw);
            case LIST ->
                children.stream().map(child -> child.value.toString()).collect(Collectors.joining(",", "[", "]"));
            case OBJECT ->
                children.stream()
                        .map(child -> child.name + ":" + child.value)
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }

    /** The value of a field of an object. */
    @Nullable
    Value field(String name) {
        for (Child child : children) {
            if (child.name.equals(name)) {
                return child.value;
            }
        }
        return null;
    }
}
