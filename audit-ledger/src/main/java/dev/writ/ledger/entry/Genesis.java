package dev.writ.ledger.entry;

import dev.writ.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What entry 0 says: whose log this is, in which format, signed by which keys.
 *
 * @param origin first line of every checkpoint, {@code <host>/ledger/<log>}
 * @param keys verifier keys as text, sorted and distinct, at least one
 */
public record Genesis(String origin, List<String> keys) {
    /** Type of entry 0. */
    public static final String TYPE = "genesis";

    /** Names entry format, commitment scheme, tree and checkpoint format as a whole. */
    public static final String FORMAT = "writ/ledger/v1";

    /**
     * Sorts the keys.
     *
     * @throws EntryException if origin or keys are missing
     */
    public Genesis {
        keys = List.copyOf(new TreeSet<>(keys));
        if (origin.isEmpty() || keys.isEmpty()) {
            throw EntryJson.malformed("a genesis entry names its origin and at least one key");
        }
    }

    /** The draft of entry 0. */
    public EntryDraft draft() {
        List<Json> vkeys = new ArrayList<>();
        keys.forEach(key -> vkeys.add(new Json.Str(key)));
        return EntryDraft.of(TYPE, Outcome.RECORDED)
                .withBody(new Json.Obj(Map.of(
                        "format", new Json.Str(FORMAT), "keys", new Json.Arr(vkeys), "origin", new Json.Str(origin))));
    }

    /** Entry 0. */
    public Entry entry(Timestamp time) {
        return new Entry(0, Hash.ZERO, time, draft());
    }

    /**
     * Reads entry 0.
     *
     * @throws EntryException unless it is exactly what {@link #entry} writes
     */
    public static Genesis of(Entry entry) {
        Map<String, Json> body = entry.draft().body().members();
        boolean genesis = entry.seq() == 0
                && entry.draft().type().equals(TYPE)
                && new Json.Str(FORMAT).equals(body.get("format"))
                && body.get("origin") instanceof Json.Str
                && body.get("keys") instanceof Json.Arr;
        if (!genesis) {
            throw EntryJson.malformed("entry `0` is not a genesis entry of format `" + FORMAT + "`");
        }
        List<String> keys = body.get("keys") instanceof Json.Arr array
                ? array.items().stream().map(Genesis::text).toList()
                : List.of();
        Genesis read = new Genesis(text(body.get("origin")), keys);
        if (!read.draft().equals(entry.draft())) {
            throw EntryJson.malformed("entry `0` says more or other than a genesis entry may");
        }
        return read;
    }

    private static String text(@Nullable Json value) {
        return value instanceof Json.Str string ? string.text() : "";
    }
}
