package dev.writ.ledger.pack;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.PayloadField;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.merkle.Bytes;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The parts of a pack as JSON. */
final class PackJson {
    private PackJson() {}

    static Json entry(PackedEntry packed) {
        Map<String, Json> members = new TreeMap<>();
        members.put("entry", new StrictJson().read(packed.entry()));
        members.put("proof", new Json.Str(packed.proof()));
        if (!packed.fields().isEmpty()) {
            Map<String, Json> fields = new TreeMap<>();
            packed.fields().forEach(field -> fields.put(field.name(), field(field)));
            members.put("fields", new Json.Obj(fields));
        }
        return new Json.Obj(members);
    }

    private static Json field(PayloadField field) {
        String salt = HexFormat.of().formatHex(field.salt().bytes().toArray());
        return new Json.Obj(Map.of("salt", new Json.Str(salt), "value", field.value()));
    }

    static Json attachments(Map<String, Bytes> attachments) {
        Map<String, Json> members = new TreeMap<>();
        attachments.forEach((name, bytes) ->
                members.put(name, new Json.Str(Base64.getEncoder().encodeToString(bytes.toArray()))));
        return new Json.Obj(members);
    }
}
