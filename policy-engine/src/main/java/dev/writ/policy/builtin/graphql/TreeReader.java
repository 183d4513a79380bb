package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads members of objects as the types they must have. What is null or not there is empty. */
final class TreeReader {

    private static final int MAX_DEPTH = 250;

    private final Runnable checkpoint;
    private int depth;

    TreeReader(Runnable checkpoint) {
        this.checkpoint = checkpoint;
    }

    String text(RegoObject from, String name) {
        return switch (from.get(name)) {
            case null -> "";
            case RegoNull n -> "";
            case RegoString string -> string.value();
            case RegoValue other -> throw mismatch(other, name, "string");
        };
    }

    boolean truth(RegoObject from, String name) {
        return switch (from.get(name)) {
            case null -> false;
            case RegoNull n -> false;
            case RegoBoolean bool -> bool.equals(RegoBoolean.TRUE);
            case RegoValue other -> throw mismatch(other, name, "bool");
        };
    }

    int integer(RegoObject from, String name) {
        return switch (from.get(name)) {
            case null -> 0;
            case RegoNull n -> 0;
            case RegoNumber number
            when number.isLong() && number.longValue() == (int) number.longValue() -> (int) number.longValue();
            case RegoValue other -> throw mismatch(other, name, "int");
        };
    }

    List<String> texts(RegoObject from, String name) {
        List<String> texts = new ArrayList<>();
        for (RegoValue element : elements(from, name)) {
            if (!(element instanceof RegoString string)) {
                throw mismatch(element, name, "string");
            }
            texts.add(string.value());
        }
        return texts;
    }

    <T> List<T> list(RegoObject from, String name, Function<RegoObject, T> read) {
        List<T> items = new ArrayList<>();
        for (RegoValue element : elements(from, name)) {
            items.add(nested(element, name, read));
        }
        return items;
    }

    <T> @Nullable T optional(RegoObject from, String name, Function<RegoObject, T> read) {
        RegoValue value = from.get(name);
        return value == null || value instanceof RegoNull ? null : nested(value, name, read);
    }

    <T> T required(RegoObject from, String name, Function<RegoObject, T> read) {
        RegoValue value = from.get(name);
        if (value == null) {
            throw BuiltinFailure.error("json: `" + name + "` is missing");
        }
        return nested(value, name, read);
    }

    List<String> comment(RegoObject from, String name) {
        List<String> comment = optional(from, name, group -> list(group, "List", line -> text(line, "Value")));
        return comment == null ? List.of() : comment;
    }

    /** What can be read in one of several ways. */
    <T> Optional<T> attempt(Supplier<T> read) {
        int before = depth;
        try {
            return Optional.of(read.get());
        } catch (BuiltinFailure other) {
            if (depth > MAX_DEPTH) {
                throw other;
            }
            depth = before;
            return Optional.empty();
        }
    }

    private <T> T nested(RegoValue value, String name, Function<RegoObject, T> read) {
        checkpoint.run();
        if (!(value instanceof RegoObject object)) {
            throw mismatch(value, name, "struct");
        }
        if (++depth > MAX_DEPTH) {
            throw BuiltinFailure.error("json: nested deeper than " + MAX_DEPTH + " levels");
        }
        T result = read.apply(object);
        depth--;
        return result;
    }

    private static Iterable<RegoValue> elements(RegoObject from, String name) {
        return switch (from.get(name)) {
            case null -> List.of();
            case RegoNull n -> List.of();
            case RegoArray array -> array;
            case RegoSet set -> set;
            case RegoValue other -> throw mismatch(other, name, "slice");
        };
    }

    private static BuiltinFailure mismatch(RegoValue value, String name, String type) {
        String kind =
                value.kind().label().equals("boolean") ? "bool" : value.kind().label();
        return BuiltinFailure.error(
                "json: cannot unmarshal " + kind + " into Go struct field " + name + " of type " + type);
    }
}
