package dev.writ.ledger.pack;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Some entries of a log, proved under one checkpoint.
 *
 * @param checkpoint signed note, verbatim, further signature lines (witnesses) included
 * @param entries in the order of the log; entry 0 and every change of keys are among them, since they are the history of the keys
 * @param about indexes of the entries that the pack was made for; the others explain those
 * @param attachments further files by name that no verifier of this format judges, for example RFC 3161 timestamps of the checkpoint
 */
public record EvidencePack(
        String checkpoint, List<PackedEntry> entries, List<Long> about, Map<String, Bytes> attachments) {
    /** Names this format. */
    public static final String FORMAT = "writ/pack/v1";

    /** Largest pack in bytes. */
    public static final int MAX_SIZE = 64 << 20;

    /** Most entries. */
    public static final int MAX_ENTRIES = 1024;

    /** Copies the lists. */
    public EvidencePack {
        entries = List.copyOf(entries);
        about = List.copyOf(about);
        attachments = Map.copyOf(attachments);
    }

    /**
     * Reads a pack.
     *
     * @throws PackException for anything that {@link #bytes} would not have written
     */
    public static EvidencePack parse(Bytes bytes) {
        return PackReader.read(bytes);
    }

    /** The one byte form. */
    public Bytes bytes() {
        Map<String, Json> members = new TreeMap<>();
        members.put("format", new Json.Str(FORMAT));
        members.put("checkpoint", new Json.Str(checkpoint));
        members.put(
                "about", new Json.Arr(about.stream().<Json>map(Json.Num::new).toList()));
        List<Json> all = new ArrayList<>();
        entries.forEach(entry -> all.add(PackJson.entry(entry)));
        members.put("entries", new Json.Arr(all));
        if (!attachments.isEmpty()) {
            members.put("attachments", PackJson.attachments(attachments));
        }
        return new Json.Obj(members).canonical();
    }
}
