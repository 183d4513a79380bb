package dev.writ.ledger.dsse;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads members of one JSON object; every refusal names the member by its pointer.
 *
 * @param object whose members
 * @param pointer where it is; empty for the whole document
 */
public record Members(Json.Obj object, String pointer) {
    /**
     * The members of a value.
     *
     * @throws DsseException if it is not an object
     */
    public static Members of(@Nullable Json value, String pointer) {
        if (value instanceof Json.Obj object) {
            return new Members(object, pointer);
        }
        throw new DsseException(
                pointer.isEmpty() ? "the document is not a JSON object" : "`" + pointer + "` is not an object");
    }

    /**
     * The same, if it has no other members than these.
     *
     * @throws DsseException naming one that is none of them
     */
    public Members only(Set<String> names) {
        for (String name : object.members().keySet()) {
            if (!names.contains(name)) {
                throw new DsseException("`" + at(name) + "` is unknown to this format");
            }
        }
        return this;
    }

    /** The pointer of a member. */
    public String at(String name) {
        return pointer + "/" + name;
    }

    /** Whether the member is there. */
    public boolean has(String name) {
        return object.members().containsKey(name);
    }

    /**
     * A member.
     *
     * @throws DsseException if it is missing
     */
    public Json required(String name) {
        Json value = object.members().get(name);
        if (value == null) {
            throw new DsseException("the field `" + at(name) + "` is missing");
        }
        return value;
    }

    /**
     * A text of 1 to {@code max} characters.
     *
     * @throws DsseException if the member is anything else
     */
    public String text(String name, int max) {
        if (required(name) instanceof Json.Str(String text) && !text.isEmpty() && text.length() <= max) {
            return text;
        }
        throw new DsseException("`" + at(name) + "` is not a text of 1 to " + max + " characters");
    }

    /**
     * A whole number from {@code least} up to 2^53 − 1.
     *
     * @throws DsseException if the member is anything else
     */
    public long count(String name, long least) {
        if (required(name) instanceof Json.Num number && number.isCount() && number.value() >= least) {
            return (long) number.value();
        }
        throw new DsseException("`" + at(name) + "` is not a whole number from " + least + " up");
    }

    /**
     * An object.
     *
     * @throws DsseException if the member is anything else
     */
    public Members object(String name) {
        return of(required(name), at(name));
    }

    /**
     * A list of at most {@code most} items.
     *
     * @throws DsseException if the member is anything else
     */
    public List<Json> items(String name, int most) {
        if (required(name) instanceof Json.Arr(List<Json> items) && items.size() <= most) {
            return items;
        }
        throw new DsseException("`" + at(name) + "` is not a list of at most " + most + " items");
    }

    /**
     * A digest: 64 hexadecimal digits after a prefix.
     *
     * @throws DsseException if the member is anything else
     */
    public Hash hash(String name, String prefix) {
        String text = text(name, prefix.length() + 2 * Hash.SIZE);
        if (text.startsWith(prefix)) {
            try {
                return Hash.parseHex(text.substring(prefix.length()));
            } catch (IllegalArgumentException e) {
                // falls through to the one message for every wrong form
            }
        }
        throw new DsseException("`" + at(name) + "` is not " + (prefix.isEmpty() ? "" : "`" + prefix + "` and ")
                + "64 lower-case hexadecimal digits");
    }

    /**
     * Bytes in base64, of which each has one form.
     *
     * @param most how many bytes that may be
     * @throws DsseException if the member is anything else
     */
    public Bytes base64(String name, int most) {
        String at = at(name);
        if (!(required(name) instanceof Json.Str(String text))) {
            throw new DsseException("`" + at + "` is not a text");
        }
        if (text.length() / 4 * 3 > most + 2) {
            throw tooLong(at, most);
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw notBase64(at);
        }
        if (bytes.length > most) {
            throw tooLong(at, most);
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw notBase64(at);
        }
        return Bytes.of(bytes);
    }

    private static DsseException tooLong(String at, int most) {
        return new DsseException("`" + at + "` has more than " + most + " bytes");
    }

    private static DsseException notBase64(String at) {
        return new DsseException("`" + at + "` is not base64 with padding (RFC 4648, section 4)");
    }
}
