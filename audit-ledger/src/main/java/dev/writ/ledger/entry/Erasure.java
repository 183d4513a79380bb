package dev.writ.ledger.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What an entry of type {@value #TYPE} says: values that an earlier entry commits to were erased, together with their salts, and on
 * which legal basis. Nothing else excuses a value that is missing.
 *
 * @param entry index of the earlier entry
 * @param fields names of the payload fields, sorted and distinct, at least one
 * @param basis the legal basis in clear, for example {@code GDPR Art. 17(1)(b)}: 1 to {@value #MAX_BASIS} ASCII letters, digits,
 *     spaces and {@code .,:;()/§-}, not beginning with a space or a sign other than {@code §}; never anything personal
 */
public record Erasure(long entry, List<String> fields, String basis) {
    /** Type of such an entry. */
    public static final String TYPE = "payload.erased";

    /** Role of the principal who erased. */
    public static final String BY = "by";

    /** The payload field that such an entry may have itself: why, in words that may be personal. */
    public static final String REASON = "reason";

    /** Longest legal basis in characters. */
    public static final int MAX_BASIS = 200;

    private static final Pattern BASIS = Pattern.compile("[A-Za-z0-9§][A-Za-z0-9 .,:;()/§-]{0,199}");

    /**
     * Sorts the fields.
     *
     * @throws EntryException naming what does not fit
     */
    public Erasure {
        fields = List.copyOf(new TreeSet<>(fields));
        if (entry < 0 || fields.isEmpty() || fields.size() > Limits.MAX_FIELDS) {
            throw EntryJson.malformed(
                    "an erasure names an entry and 1 to " + Limits.MAX_FIELDS + " of its payload fields");
        }
        fields.forEach(field -> Limits.name("payload field", field));
        if (!isBasis(basis)) {
            throw EntryJson.malformed("the legal basis of an erasure must be 1 to " + MAX_BASIS
                    + " ASCII letters, digits, spaces and `.,:;()/§-`, beginning with a letter, a digit or `§`");
        }
    }

    /** Whether a text can be a legal basis. */
    public static boolean isBasis(String text) {
        return BASIS.matcher(text).matches();
    }

    /**
     * The draft of the entry.
     *
     * @param by random id of the principal who erased
     */
    public EntryDraft draft(String by) {
        List<Json> names = new ArrayList<>();
        fields.forEach(field -> names.add(new Json.Str(field)));
        return EntryDraft.of(TYPE, Outcome.RECORDED)
                .withPrincipal(BY, by)
                .withBody(new Json.Obj(Map.of(
                        "basis", new Json.Str(basis), "entry", new Json.Num(entry), "fields", new Json.Arr(names))));
    }

    /** Whether a draft claims to be one. */
    public static boolean is(EntryDraft draft) {
        return draft.type().equals(TYPE);
    }

    /**
     * Reads an entry of this type.
     *
     * @throws EntryException unless it is what {@link #draft} writes, with at most a {@value #REASON} beside it, about an earlier
     *     entry
     */
    public static Erasure of(Entry entry) {
        Erasure erasure = of(entry.draft());
        if (erasure.entry() >= entry.seq()) {
            throw EntryJson.malformed(
                    "an erasure is about an earlier entry, not about entry `" + erasure.entry() + "`");
        }
        return erasure;
    }

    /**
     * As {@link #of(Entry)}, for a draft that has no place yet.
     *
     * @throws EntryException as there
     */
    public static Erasure of(EntryDraft draft) {
        Map<String, Json> body = draft.body().members();
        String by = draft.principals().get(BY);
        if (is(draft)
                && by != null
                && body.get("entry") instanceof Json.Num number
                && number.isCount()
                && body.get("basis") instanceof Json.Str basis
                && body.get("fields") instanceof Json.Arr array
                && array.items().stream().allMatch(Json.Str.class::isInstance)
                && Set.of(REASON).containsAll(draft.commitments().keySet())) {
            var fields = array.items().stream()
                    .map(Json.Str.class::cast)
                    .map(Json.Str::text)
                    .toList();
            Erasure read = new Erasure((long) number.value(), fields, basis.text());
            if (read.draft(by).equals(withoutReason(draft))) {
                return read;
            }
        }
        throw EntryJson.malformed("an entry of type `" + TYPE
                + "` holds `basis`, `entry` and `fields` and the principal `" + BY + "`, and nothing else but a `"
                + REASON + "` beside it");
    }

    private static EntryDraft withoutReason(EntryDraft draft) {
        return new EntryDraft(
                draft.type(),
                draft.outcome(),
                draft.policy(),
                draft.digests(),
                draft.principals(),
                Map.of(),
                draft.body());
    }
}
