package dev.writ.ledger.entry;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import java.util.Map;
import java.util.Set;

/**
 * A draft with everything computed that does not depend on its place in the log, so that whoever puts entries in order has little
 * left to do for each.
 *
 * <p>The members of canonical JSON (RFC 8785) are sorted, so the text of the draft falls into three pieces, around the members that the
 * log adds: {@code prev}, then {@code seq} and {@code time}.
 */
public final class PreparedDraft {
    private final String head;
    private final String middle;
    private final String tail;
    private final Set<SearchTerm> terms;

    private PreparedDraft(EntryDraft draft, String head, String middle, String tail) {
        this.head = head;
        this.middle = middle;
        this.tail = tail;
        this.terms = Set.copyOf(SearchTerm.of(draft));
    }

    /** Prepares a draft. */
    public static PreparedDraft of(EntryDraft draft) {
        StringBuilder head = new StringBuilder("{");
        StringBuilder middle = new StringBuilder();
        StringBuilder tail = new StringBuilder();
        for (Map.Entry<String, Json> member : draft.json().members().entrySet()) {
            String name = member.getKey();
            if (name.compareTo("prev") < 0) {
                head.append(text(member)).append(',');
            } else if (name.compareTo("seq") < 0) {
                middle.append(',').append(text(member));
            } else {
                tail.append(',').append(text(member));
            }
        }
        return new PreparedDraft(
                draft, head.toString(), middle.toString(), tail.append('}').toString());
    }

    private static String text(Map.Entry<String, Json> member) {
        return CanonicalWriter.write(new Json.Str(member.getKey())) + ":" + CanonicalWriter.write(member.getValue());
    }

    /** What an entry of the draft can be found by. */
    public Set<SearchTerm> terms() {
        return terms;
    }

    /**
     * The bytes of an entry at a place: those of {@link Entry#bytes}.
     *
     * @throws EntryException if there is no such place, as in {@link Entry}
     */
    public Bytes at(long seq, Hash prev, Timestamp time) {
        Entry.checkPlace(seq, prev);
        return Bytes.utf8(head + "\"prev\":\"" + prev.hex() + '"' + middle + ",\"seq\":" + seq + ",\"time\":\""
                + time.text() + '"' + tail);
    }
}
