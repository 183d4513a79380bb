package dev.writ.ledger.entry;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.Map;
import java.util.TreeMap;

/**
 * A draft in its place in the log.
 *
 * @param seq position, from 0
 * @param prev leaf hash of the entry before; {@link Hash#ZERO} for entry 0
 * @param time when it was appended; never before the time of the entry before
 * @param draft what it says
 */
public record Entry(long seq, Hash prev, Timestamp time, EntryDraft draft) {
    private static final long MAX_SEQ = (1L << 53) - 1;

    /**
     * Checks that sequence number and predecessor fit.
     *
     * @throws EntryException if the sequence number is out of range, or if {@code prev} is zero anywhere but at 0
     */
    public Entry {
        checkPlace(seq, prev);
    }

    static void checkPlace(long seq, Hash prev) {
        if (seq < 0 || seq > MAX_SEQ) {
            throw EntryJson.malformed("the sequence number " + seq + " is out of range");
        }
        if ((seq == 0) != prev.equals(Hash.ZERO)) {
            throw EntryJson.malformed("`prev` must be 64 zeros in entry 0 and nowhere else");
        }
    }

    /**
     * Reads canonical bytes.
     *
     * @throws JsonException or {@link EntryException} for anything that {@link #bytes} would not have written
     */
    public static Entry parse(Bytes bytes) {
        EntryJson json = EntryJson.read(bytes);
        Entry entry = new Entry(
                json.count("seq"),
                EntryJson.hash("prev", json.text("prev")),
                Timestamp.parse(json.text("time")),
                json.draft());
        json.nothingLeft();
        if (!entry.bytes().equals(bytes)) {
            throw EntryJson.malformed("the entry is not in canonical form (RFC 8785)");
        }
        return entry;
    }

    /** The canonical bytes: what is stored, served and hashed. */
    public Bytes bytes() {
        return json().canonical();
    }

    /** What the bytes say. */
    public Json.Obj json() {
        Map<String, Json> members = new TreeMap<>(draft.json().members());
        members.put("seq", new Json.Num(seq));
        members.put("prev", new Json.Str(prev.hex()));
        members.put("time", new Json.Str(time.text()));
        return new Json.Obj(members);
    }

    /** RFC 6962 leaf hash of the bytes. */
    public Hash leafHash() {
        return TreeHash.leaf(bytes());
    }
}
