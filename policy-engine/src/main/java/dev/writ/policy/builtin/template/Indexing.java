package dev.writ.policy.builtin.template;

import dev.writ.policy.builtin.golang.GoArg;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.builtin.template.TemplateFunctions.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions {@code len}, {@code index} and {@code slice}. Strings are counted in bytes. */
final class Indexing {

    private Indexing() {}

    static int length(Slot of) throws Refused {
        GoArg value = of.value();
        if (value == null) {
            throw new Refused(of.boxed() ? "len of nil pointer" : "reflect: call of reflect.Value.Type on zero Value");
        }
        return switch (value) {
            case GoArg.Slice slice -> slice.elements().size();
            case GoArg.Dict dict -> dict.entries().size();
            case GoArg other -> {
                String text = text(other);
                if (text == null) {
                    throw new Refused("len of type " + other.typeName());
                }
                yield GoBytes.encode(text).length;
            }
        };
    }

    static Slot index(Slot of, List<Slot> indexes) throws Refused {
        if (of.value() == null) {
            throw new Refused("index of untyped nil");
        }
        Slot item = of.open();
        for (Slot index : indexes) {
            if (item.value() == null) {
                throw new Refused("index of nil pointer");
            }
            item = index(item.value(), index);
        }
        return item;
    }

    private static Slot index(GoArg item, Slot index) throws Refused {
        return switch (item) {
            case GoArg.Slice slice -> {
                int at = position(index, slice.elements().size());
                if (at == slice.elements().size()) {
                    throw new Refused("reflect: slice index out of range");
                }
                yield Slot.element(slice.elements().get(at));
            }
            case GoArg.Dict dict -> {
                GoArg value = dict.entries().get(key(index));
                yield value == null ? Slot.NIL : Slot.element(value);
            }
            case GoArg other -> {
                String text = text(other);
                if (text == null) {
                    throw new Refused("can't index item of type " + other.typeName());
                }
                byte[] bytes = GoBytes.encode(text);
                int at = position(index, bytes.length);
                if (at == bytes.length) {
                    throw new Refused("reflect: string index out of range");
                }
                yield Slot.of(new GoArg.Int(bytes[at] & 0xFF, "uint8"));
            }
        };
    }

    private static String key(Slot index) throws Refused {
        return switch (index.value()) {
            case null -> throw new Refused("value is nil; should be of type string");
            case GoArg.Str string -> string.value();
            case GoArg other -> throw new Refused("value has type " + other.typeName() + "; should be string");
        };
    }

    private static int position(Slot index, int limit) throws Refused {
        GoArg value = index.value();
        if (value == null) {
            throw new Refused("cannot index slice/array with nil");
        }
        if (!(value instanceof GoArg.Int integer)) {
            throw new Refused("cannot index slice/array with type " + value.typeName());
        }
        if (integer.value() < 0 || integer.value() > limit) {
            throw new Refused("index out of range: " + integer.value());
        }
        return (int) integer.value();
    }

    static Slot slice(Slot of, List<Slot> indexes) throws Refused {
        GoArg item = of.value();
        if (item == null) {
            throw new Refused("slice of untyped nil");
        }
        if (indexes.size() > 3) {
            throw new Refused("too many slice indexes: " + indexes.size());
        }
        String text = text(item);
        if (text != null) {
            if (indexes.size() == 3) {
                throw new Refused("cannot 3-index slice a string");
            }
            byte[] bytes = GoBytes.encode(text);
            int[] bounds = bounds(indexes, bytes.length, bytes.length);
            String part = GoBytes.decode(Arrays.copyOfRange(bytes, bounds[0], bounds[1]));
            return Slot.of(item instanceof GoArg.Str ? new GoArg.Str(part) : new GoArg.JsonNumber(part));
        }
        if (!(item instanceof GoArg.Slice slice)) {
            throw new Refused("can't slice item of type " + item.typeName());
        }
        int capacity = slice.elements().size() + slice.spare();
        int[] bounds = bounds(indexes, slice.elements().size(), capacity);
        List<GoArg> elements = new ArrayList<>(slice.elements());
        while (elements.size() < bounds[1]) {
            elements.add(new GoArg.Nil());
        }
        int end = indexes.size() == 3 ? bounds[2] : capacity;
        return Slot.of(new GoArg.Slice(elements.subList(bounds[0], bounds[1]), end - bounds[1]));
    }

    private static int[] bounds(List<Slot> indexes, int length, int capacity) throws Refused {
        int[] bounds = {0, length, capacity};
        for (int i = 0; i < indexes.size(); i++) {
            Slot index = indexes.get(i);
            if (index.boxed()) {
                throw new Refused("cannot index slice/array with type " + index.typeName());
            }
            bounds[i] = position(index, capacity);
        }
        if (bounds[0] > bounds[1]) {
            throw new Refused("invalid slice index: " + bounds[0] + " > " + bounds[1]);
        }
        if (indexes.size() == 3 && bounds[1] > bounds[2]) {
            throw new Refused("invalid slice index: " + bounds[1] + " > " + bounds[2]);
        }
        return bounds;
    }

    /** The text of a kind of string, or null. */
    static @Nullable String text(GoArg value) {
        return switch (value) {
            case GoArg.Str string -> string.value();
            case GoArg.JsonNumber number -> number.text();
            default -> null;
        };
    }
}
