package dev.writ.ledger.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of type {@value #TYPE} says: checkpoints of more entries than this one's index are signed by other keys.
 *
 * @param keys all verifier keys from here on as text, sorted and distinct, at least one
 * @param note the signed note by which the keys before and the keys after agree
 */
public record KeyChange(List<String> keys, String note) {
    /** Type of such an entry. */
    public static final String TYPE = "keys.changed";

    /**
     * Sorts the keys.
     *
     * @throws EntryException if keys or note are missing
     */
    public KeyChange {
        keys = List.copyOf(new TreeSet<>(keys));
        if (keys.isEmpty() || note.isEmpty()) {
            throw EntryJson.malformed("a change of keys names at least one key and has a note");
        }
    }

    /** The draft of the entry. */
    public EntryDraft draft() {
        List<Json> vkeys = new ArrayList<>();
        keys.forEach(key -> vkeys.add(new Json.Str(key)));
        return EntryDraft.of(TYPE, Outcome.RECORDED)
                .withBody(new Json.Obj(Map.of("keys", new Json.Arr(vkeys), "note", new Json.Str(note))));
    }

    /** Whether a draft claims to be one. */
    public static boolean is(EntryDraft draft) {
        return draft.type().equals(TYPE);
    }

    /**
     * Reads an entry of this type.
     *
     * @throws EntryException unless it is exactly what {@link #draft} writes
     */
    public static KeyChange of(EntryDraft draft) {
        Map<String, Json> body = draft.body().members();
        if (is(draft) && body.get("keys") instanceof Json.Arr array && body.get("note") instanceof Json.Str note) {
            KeyChange read =
                    new KeyChange(array.items().stream().map(KeyChange::text).toList(), note.text());
            if (read.draft().equals(draft)) {
                return read;
            }
        }
        throw EntryJson.malformed("an entry of type `" + TYPE + "` holds `keys` and `note` and nothing else");
    }

    private static String text(@Nullable Json value) {
        return value instanceof Json.Str string ? string.text() : "";
    }
}
