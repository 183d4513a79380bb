package dev.writ.ledger.pack;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.JsonException;
import dev.writ.ledger.entry.PayloadField;
import dev.writ.ledger.entry.Salt;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a pack: members, bounds, and that writing it again gives the same bytes. */
final class PackReader {
    private static final String PACK = "pack";
    private static final Set<String> MEMBERS = Set.of("about", "attachments", "checkpoint", "entries", "format");
    private static final Set<String> ENTRY_MEMBERS = Set.of("entry", "fields", "proof");
    private static final Set<String> FIELD_MEMBERS = Set.of("salt", "value");
    private static final Pattern ATTACHMENT = Pattern.compile("[a-z][a-z0-9_.-]{0,63}");

    private PackReader() {}

    static EvidencePack read(Bytes bytes) {
        if (bytes.size() > EvidencePack.MAX_SIZE) {
            throw new PackException(PACK, "a pack has at most " + EvidencePack.MAX_SIZE + " bytes");
        }
        EvidencePack pack = pack(json(bytes));
        if (!pack.bytes().equals(bytes)) {
            throw new PackException(PACK, "it is not in canonical form (RFC 8785)");
        }
        return pack;
    }

    private static Json json(Bytes bytes) {
        try {
            return StrictJson.around().read(bytes);
        } catch (JsonException e) {
            throw new PackException(PACK, String.valueOf(e.getMessage()));
        }
    }

    private static EvidencePack pack(Json json) {
        Map<String, Json> members = members(PACK, json, MEMBERS);
        if (!text(PACK, members, "format").equals(EvidencePack.FORMAT)) {
            throw new PackException(
                    PACK, "its format is not `" + EvidencePack.FORMAT + "`, use a verifier that knows the format");
        }
        List<PackedEntry> entries = new ArrayList<>();
        for (Json item : items("entries", members, EvidencePack.MAX_ENTRIES)) {
            entries.add(entry("entries[" + entries.size() + "]", item));
        }
        List<Long> about = new ArrayList<>();
        for (Json item : items("about", members, EvidencePack.MAX_ENTRIES)) {
            if (!(item instanceof Json.Num number) || !number.isCount()) {
                throw new PackException("about", "it holds something else than indexes");
            }
            about.add((long) number.value());
        }
        return new EvidencePack(text(PACK, members, "checkpoint"), entries, about, attachments(members));
    }

    private static PackedEntry entry(String place, Json item) {
        Map<String, Json> members = members(place, item, ENTRY_MEMBERS);
        if (!(members.get("entry") instanceof Json.Obj entry)) {
            throw new PackException(place, "the member `entry` must be there and be an object");
        }
        return new PackedEntry(entry.canonical(), text(place, members, "proof"), fields(place, members));
    }

    private static List<PayloadField> fields(String place, Map<String, Json> members) {
        List<PayloadField> fields = new ArrayList<>();
        for (Map.Entry<String, Json> member : object(place, members, "fields").entrySet()) {
            String where = place + " field `" + member.getKey() + "`";
            Map<String, Json> parts = members(where, member.getValue(), FIELD_MEMBERS);
            Json value = parts.get("value");
            if (value == null) {
                throw new PackException(where, "the member `value` must be there");
            }
            try {
                byte[] salt = Hash.parseHex(text(where, parts, "salt")).bytes();
                fields.add(new PayloadField(member.getKey(), new Salt(Bytes.of(salt)), value));
            } catch (IllegalArgumentException e) {
                throw new PackException(where, String.valueOf(e.getMessage()));
            }
        }
        return fields;
    }

    private static Map<String, Bytes> attachments(Map<String, Json> members) {
        Map<String, Bytes> attachments = new TreeMap<>();
        for (Map.Entry<String, Json> member :
                object(PACK, members, "attachments").entrySet()) {
            String place = "attachment `" + member.getKey() + "`";
            if (!ATTACHMENT.matcher(member.getKey()).matches() || !(member.getValue() instanceof Json.Str text)) {
                throw new PackException(place, "it must have a plain name and be a string");
            }
            try {
                attachments.put(member.getKey(), Bytes.of(Base64.getDecoder().decode(text.text())));
            } catch (IllegalArgumentException e) {
                throw new PackException(place, "it is not base64");
            }
        }
        return attachments;
    }

    private static Map<String, Json> members(String place, Json value, Set<String> known) {
        if (!(value instanceof Json.Obj object)) {
            throw new PackException(place, "it must be a JSON object");
        }
        for (String name : object.members().keySet()) {
            if (!known.contains(name)) {
                throw new PackException(place, "the member `" + name + "` is unknown to this format");
            }
        }
        return object.members();
    }

    private static String text(String place, Map<String, Json> members, String name) {
        if (members.get(name) instanceof Json.Str string) {
            return string.text();
        }
        throw new PackException(place, "the member `" + name + "` must be there and be a string");
    }

    private static List<Json> items(String name, Map<String, Json> members, int max) {
        if (!(members.get(name) instanceof Json.Arr array)
                || array.items().isEmpty()
                || array.items().size() > max) {
            throw new PackException(PACK, "the member `" + name + "` must be a list of 1 to " + max + " items");
        }
        return array.items();
    }

    /** An object that may be missing, never empty. */
    private static Map<String, Json> object(String place, Map<String, Json> members, String name) {
        @Nullable Json value = members.get(name);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Json.Obj object && !object.members().isEmpty()) {
            return object.members();
        }
        throw new PackException(place, "the member `" + name + "` must be left out or be an object that is not empty");
    }
}
