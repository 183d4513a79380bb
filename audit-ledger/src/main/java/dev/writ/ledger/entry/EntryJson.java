package dev.writ.ledger.entry;

import dev.writ.ledger.entry.EntryException.Kind;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of an entry. Absent, never empty: {@code policy}, {@code digests}, {@code principals}, {@code commitments} and
 * {@code body} are left out when there is nothing to say, so that an entry has one form.
 */
final class EntryJson {
    /** The format that this module writes and reads. */
    static final int VERSION = 1;

    private static final String SHA256 = "sha256:";

    private final Map<String, Json> rest;

    private EntryJson(Map<String, Json> members) {
        this.rest = new LinkedHashMap<>(members);
    }

    /** The JSON form of a draft. */
    static Json.Obj draft(
            String type,
            Outcome outcome,
            Optional<Hash> policy,
            Map<String, Hash> digests,
            Map<String, String> principals,
            Map<String, Hash> commitments,
            Json.Obj body) {
        Map<String, Json> members = new TreeMap<>();
        members.put("v", new Json.Num(VERSION));
        members.put("type", new Json.Str(type));
        members.put("outcome", new Json.Str(outcome.word()));
        policy.ifPresent(revision -> members.put("policy", new Json.Str(SHA256 + revision.hex())));
        put(members, "digests", digests, hash -> SHA256 + hash.hex());
        put(members, "principals", principals, id -> id);
        put(members, "commitments", commitments, Hash::hex);
        if (!body.members().isEmpty()) {
            members.put("body", body);
        }
        return new Json.Obj(members);
    }

    private static <T> void put(
            Map<String, Json> members, String name, Map<String, T> values, Function<T, String> text) {
        if (!values.isEmpty()) {
            Map<String, Json> inner = new TreeMap<>();
            values.forEach((key, value) -> inner.put(key, new Json.Str(text.apply(value))));
            members.put(name, new Json.Obj(inner));
        }
    }

    /** The members of a JSON object that is not larger than an entry. */
    static EntryJson read(Bytes bytes) {
        if (bytes.size() > Limits.MAX_ENTRY) {
            throw new EntryException(
                    Kind.TOO_LARGE, "an entry has at most " + Limits.MAX_ENTRY + " bytes, not " + bytes.size());
        }
        if (!(new StrictJson().read(bytes) instanceof Json.Obj object)) {
            throw malformed("an entry is a JSON object");
        }
        return new EntryJson(object.members());
    }

    /** Takes everything that belongs to a draft. */
    EntryDraft draft() {
        if (!new Json.Num(VERSION).equals(rest.remove("v"))) {
            throw malformed("the entry is not of format `v` 1, use a newer verifier if it comes from a newer log");
        }
        String type = text("type");
        String word = text("outcome");
        Outcome outcome =
                Outcome.of(word).orElseThrow(() -> malformed("the outcome `" + word + "` is unknown to format 1"));
        Optional<Hash> policy =
                rest.containsKey("policy") ? Optional.of(digest("policy", text("policy"))) : Optional.empty();
        return new EntryDraft(
                type,
                outcome,
                policy,
                map("digests", text -> digest("digests", text)),
                map("principals", text -> text),
                map("commitments", text -> hash("commitments", text)),
                object("body"));
    }

    /** Takes a member that must be a string. */
    String text(String name) {
        if (rest.remove(name) instanceof Json.Str string) {
            return string.text();
        }
        throw malformed("the member `" + name + "` must be there and be a string");
    }

    /** Takes a member that must be a whole number. */
    long count(String name) {
        if (rest.remove(name) instanceof Json.Num number && number.isCount()) {
            return (long) number.value();
        }
        throw malformed("the member `" + name + "` must be there and be a whole number from 0 to 2^53 - 1");
    }

    /** Reads a bare hash. */
    static Hash hash(String name, String text) {
        try {
            return Hash.parseHex(text);
        } catch (IllegalArgumentException e) {
            throw malformed("the member `" + name + "` holds something else than 64 lower-case hexadecimal digits");
        }
    }

    private static Hash digest(String name, String text) {
        if (!text.startsWith(SHA256)) {
            throw malformed("the member `" + name + "` holds a digest that does not begin with `sha256:`");
        }
        return hash(name, text.substring(SHA256.length()));
    }

    private <T> Map<String, T> map(String name, Function<String, T> read) {
        Map<String, T> values = new TreeMap<>();
        for (Map.Entry<String, Json> member : object(name).members().entrySet()) {
            if (!(member.getValue() instanceof Json.Str string)) {
                throw malformed("the member `" + name + "` holds something else than strings");
            }
            values.put(member.getKey(), read.apply(string.text()));
        }
        return values;
    }

    private Json.Obj object(String name) {
        @Nullable Json value = rest.remove(name);
        if (value == null) {
            return Json.Obj.EMPTY;
        }
        if (value instanceof Json.Obj object && !object.members().isEmpty()) {
            return object;
        }
        throw malformed("the member `" + name + "` must be left out or be an object that is not empty");
    }

    /**
     * Checks that everything was taken.
     *
     * @throws EntryException naming a member that was not
     */
    void nothingLeft() {
        if (!rest.isEmpty()) {
            throw malformed("the member `" + rest.keySet().iterator().next() + "` is unknown to format 1");
        }
    }

    static EntryException malformed(String message) {
        return new EntryException(Kind.MALFORMED, message);
    }
}
