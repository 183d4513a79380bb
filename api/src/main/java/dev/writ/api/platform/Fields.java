package dev.writ.api.platform;

import dev.writ.ledger.entry.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a JSON object by name. Every failure is a 422 problem that names the member by its JSON pointer.
 *
 * <p>{@link #of} refuses members it was not told of; {@link #lenient} ignores them.
 */
public final class Fields {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@+-]{0,199}");

    private final Json.Obj object;
    private final String pointer;

    private Fields(Json.Obj object, String pointer) {
        this.object = object;
        this.pointer = pointer;
    }

    /** The members of {@code object}, which may have these names only. */
    public static Fields of(Json object, String pointer, List<String> names) {
        Fields fields = lenient(object, pointer);
        for (String name : fields.object.members().keySet()) {
            if (!names.contains(name)) {
                throw unknown(name, pointer, names).raise();
            }
        }
        return fields;
    }

    /** The members of {@code object}, whatever their names. */
    public static Fields lenient(Json object, String pointer) {
        if (object instanceof Json.Obj members) {
            return new Fields(members, pointer);
        }
        throw wrong(pointer, "an object").raise();
    }

    private static Problem unknown(String name, String pointer, List<String> names) {
        String meant = Nearest.to(name, names)
                .map(nearest -> "; the nearest valid field is `" + nearest + "`")
                .orElse("");
        return Problem.unprocessable(
                "field.unknown",
                "unknown field `" + pointer + "/" + name + "`" + meant,
                "use only these fields: " + String.join(", ", names));
    }

    private static Problem wrong(String pointer, String expected) {
        return Problem.unprocessable(
                "field.type", "`" + pointer + "` is not " + expected, "send " + expected + " as `" + pointer + "`");
    }

    private static Problem missing(String pointer) {
        return Problem.unprocessable(
                "field.missing", "the field `" + pointer + "` is missing", "send `" + pointer + "`");
    }

    private @Nullable Json find(String name) {
        Json value = object.members().get(name);
        return value instanceof Json.Null ? null : value;
    }

    private Json get(String name) {
        Json value = find(name);
        if (value == null) {
            throw missing(pointer + "/" + name).raise();
        }
        return value;
    }

    /** Whether the member is there and not null. */
    public boolean has(String name) {
        return find(name) != null;
    }

    /** The member as it is, if there. */
    public Optional<Json> value(String name) {
        return Optional.ofNullable(find(name));
    }

    /** The member as it is. */
    public Json required(String name) {
        return get(name);
    }

    /** A text of 1 to {@code max} characters, without U+0000: PostgreSQL keeps no text that holds it. */
    public String text(String name, int max) {
        return text(get(name), pointer + "/" + name, max);
    }

    private static String text(Json value, String at, int max) {
        if (value instanceof Json.Str(String text) && !text.isBlank() && text.length() <= max) {
            return storable(text, at);
        }
        throw wrong(at, "a text of 1 to " + max + " characters").raise();
    }

    private static String storable(String text, String at) {
        if (text.indexOf(0) >= 0) {
            throw Problem.unprocessable("field.text", "`" + at + "` holds U+0000", "send a text without that character")
                    .raise();
        }
        return text;
    }

    /** An identifier: 1 to 200 letters, digits and {@code . _ : @ + -}, the first a letter or a digit. */
    public String identifier(String name) {
        String text = text(name, 200);
        if (!isIdentifier(text)) {
            throw wrong(pointer + "/" + name, "1 to 200 letters, digits and `._:@+-`, the first a letter or a digit")
                    .raise();
        }
        return text;
    }

    /** Whether the text is what {@link #identifier} takes. */
    public static boolean isIdentifier(String text) {
        return IDENTIFIER.matcher(text).matches();
    }

    /** One of the given words. */
    public String oneOf(String name, List<String> words) {
        String text = text(name, 200);
        requireOneOf(pointer + "/" + name, text, words);
        return text;
    }

    private static void requireOneOf(String at, String text, List<String> words) {
        if (!words.contains(text)) {
            String meant = Nearest.to(text, words)
                    .map(nearest -> "; the nearest is `" + nearest + "`")
                    .orElse("");
            throw Problem.unprocessable(
                            "field.value",
                            "`" + at + "` is `" + text + "`, which is not a valid value" + meant,
                            "use one of: " + String.join(", ", words))
                    .raise();
        }
    }

    /** A truth value, or the given one when absent. */
    public boolean flag(String name, boolean absent) {
        Json value = find(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof Json.Bool(boolean flag)) {
            return flag;
        }
        throw wrong(pointer + "/" + name, "true or false").raise();
    }

    /** A whole number between two bounds. */
    public long number(String name, long least, long most) {
        if (get(name) instanceof Json.Num(double number)
                && number == Math.rint(number)
                && number >= least
                && number <= most) {
            return (long) number;
        }
        throw wrong(pointer + "/" + name, "a whole number from " + least + " to " + most)
                .raise();
    }

    /** A list of texts without repetition; empty when absent. */
    public List<String> texts(String name, int most) {
        List<String> texts = new ArrayList<>();
        for (Json item : items(name, most, "texts")) {
            texts.add(text(item, pointer + "/" + name + "/" + texts.size(), 200));
        }
        return texts.stream().distinct().toList();
    }

    /** A list of some of the given words, without repetition; empty when absent. */
    public List<String> textsOf(String name, List<String> words) {
        List<String> texts = texts(name, words.size());
        for (String text : texts) {
            requireOneOf(pointer + "/" + name, text, words);
        }
        return texts;
    }

    /** A list of objects, each with these names only; empty when absent. */
    public List<Fields> objects(String name, int most, List<String> names) {
        List<Fields> all = new ArrayList<>();
        for (Json item : items(name, most, "objects")) {
            all.add(of(item, pointer + "/" + name + "/" + all.size(), names));
        }
        return List.copyOf(all);
    }

    /** A list of at most so many values; empty when absent. */
    public List<Json> items(String name, int most, String what) {
        Json value = find(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Json.Arr(List<Json> items) && items.size() <= most) {
            return items;
        }
        throw wrong(pointer + "/" + name, "a list of at most " + most + " " + what)
                .raise();
    }

    /** An object whose members are texts; empty when absent. */
    public Map<String, String> textMap(String name, int most) {
        Json value = find(name);
        if (value == null) {
            return Map.of();
        }
        String at = pointer + "/" + name;
        if (!(value instanceof Json.Obj(Map<String, Json> members)) || members.size() > most) {
            throw wrong(at, "an object of at most " + most + " texts").raise();
        }
        Map<String, String> map = new LinkedHashMap<>();
        members.forEach((key, text) -> map.put(key, text(text, at + "/" + key, 500)));
        return map;
    }
}
