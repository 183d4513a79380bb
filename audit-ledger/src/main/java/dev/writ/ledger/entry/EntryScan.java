package dev.writ.ledger.entry;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a verifier needs of an entry. The usual entry is recognised byte by byte without building it; whatever is unusual, right
 * or wrong, goes the way of {@link Entry#parse}. So this may know less than that, and never something else: {@code EntryScanTest} holds
 * the two against each other.
 */
public final class EntryScan {
    private static final byte[] BODY = ascii("{\"body\":");
    private static final byte[] COMMITMENTS = ascii("\"commitments\":{");
    private static final byte[] DIGESTS = ascii("\"digests\":{");
    private static final byte[] OUTCOME = ascii("\"outcome\":\"");
    private static final byte[] POLICY = ascii("\"policy\":\"sha256:");
    private static final byte[] PREV = ascii("\"prev\":\"");
    private static final byte[] PRINCIPALS = ascii("\"principals\":{");
    private static final byte[] SEQ = ascii("\"seq\":");
    private static final byte[] TIME = ascii(",\"time\":\"");
    private static final byte[] TYPE = ascii("\",\"type\":\"");
    private static final byte[] VERSION = ascii("\",\"v\":1}");
    private static final byte[] CLOSED = ascii("\",");
    private static final byte[] SHA256 = ascii("\"sha256:");
    private static final byte[] QUOTE = ascii("\"");
    private static final byte[] KEY_CHANGE = ascii(KeyChange.TYPE);
    private static final byte[] ERASURE = ascii(Erasure.TYPE);

    /** Larger entries may reach a limit that only {@link Entry} counts exactly. */
    private static final int USUAL = 65_000;

    private EntryScan() {}

    /**
     * What the chain needs.
     *
     * @param seq position
     * @param prev leaf hash of the entry before
     * @param millis time
     * @param changesKeys whether the type is {@value KeyChange#TYPE}
     * @param erases whether the type is {@value Erasure#TYPE}
     */
    public record Head(long seq, Hash prev, long millis, boolean changesKeys, boolean erases) {
        /** What the chain needs of an entry that was read as a whole. */
        static Head of(Entry entry) {
            return new Head(
                    entry.seq(),
                    entry.prev(),
                    entry.time().millis(),
                    KeyChange.is(entry.draft()),
                    Erasure.is(entry.draft()));
        }
    }

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException for exactly what {@link Entry#parse} refuses, with its message
     */
    public static Head read(Bytes bytes) {
        Head head = bytes.size() <= USUAL ? usual(new Scan(bytes.toArray())) : null;
        if (head != null) {
            return head;
        }
        return Head.of(Entry.parse(bytes));
    }

    private static byte[] ascii(String text) {
        return Bytes.utf8(text).toArray();
    }

    /** Null stands for an entry that is unusual. */
    private static @Nullable Head usual(Scan in) {
        if (!(in.take(BODY) ? in.members() && in.take(',') : in.take('{'))) {
            return null;
        }
        boolean good = (!in.take(COMMITMENTS) || in.hashes(QUOTE, Limits.MAX_FIELDS))
                && (!in.take(DIGESTS) || in.hashes(SHA256, Limits.MAX_DIGESTS))
                && in.take(OUTCOME)
                && in.outcome()
                && in.take(CLOSED)
                && (!in.take(POLICY) || (in.hex() && in.take(CLOSED)))
                && in.take(PREV);
        if (!good) {
            return null;
        }
        int prev = in.position();
        good = in.hex() && in.take(CLOSED) && (!in.take(PRINCIPALS) || in.principals()) && in.take(SEQ);
        long seq = good ? in.count() : -1;
        good = seq >= 0 && in.take(TIME);
        long millis = good ? in.time() : -1;
        if (millis < 0 || !in.take(TYPE)) {
            return null;
        }
        int type = in.position();
        if (!in.name()) {
            return null;
        }
        boolean changesKeys = in.since(type, KEY_CHANGE);
        boolean erases = in.since(type, ERASURE);
        if (!in.take(VERSION) || !in.atEnd()) {
            return null;
        }
        Hash hash = in.hash(prev);
        return (seq == 0) == hash.equals(Hash.ZERO) ? new Head(seq, hash, millis, changesKeys, erases) : null;
    }
}
