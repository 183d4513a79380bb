package dev.writ.ledger.entry;

import dev.writ.ledger.entry.EntryException.Kind;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a feature wants to have written: everything in an entry but its place, its predecessor and its time. An accepted draft
 * always fits into an entry.
 *
 * @param type what happened, for example {@code decision}; a name
 * @param outcome how it ended
 * @param policy digest of the policy revision that ruled, if one did
 * @param digests SHA-256 of artifacts by label, at most 128
 * @param principals random ids of who took part, by role
 * @param commitments salted commitments to payload fields by field name, at most 64; see {@link PayloadField}
 * @param body what the type says in clear for everybody; never anything personal
 */
public record EntryDraft(
        String type,
        Outcome outcome,
        Optional<Hash> policy,
        Map<String, Hash> digests,
        Map<String, String> principals,
        Map<String, Hash> commitments,
        Json.Obj body) {
    private static final Bytes DIGEST_PREFIX = Bytes.utf8("writ/draft/v1\n");

    /**
     * Checks grammar and limits.
     *
     * @throws EntryException naming what does not fit
     */
    public EntryDraft {
        Limits.name("type", type);
        Limits.names("digest", digests, Limits.MAX_DIGESTS);
        Limits.names("principal", principals, Limits.MAX_PRINCIPALS);
        Limits.names("payload field", commitments, Limits.MAX_FIELDS);
        principals.forEach(Limits::principal);
        digests = Map.copyOf(digests);
        principals = Map.copyOf(principals);
        commitments = Map.copyOf(commitments);
        if (!body.members().isEmpty()) {
            checkSize(EntryJson.draft(type, outcome, policy, digests, principals, commitments, body));
        }
    }

    /** Asked only of drafts with a body: without one, even the longest names cannot reach the limit. */
    private static void checkSize(Json.Obj json) {
        int largest = json.canonical().size() + Limits.LOG_MEMBERS;
        if (largest > Limits.MAX_ENTRY) {
            throw new EntryException(
                    Kind.TOO_LARGE,
                    "an entry has at most " + Limits.MAX_ENTRY + " bytes, this draft would make one of up to "
                            + largest);
        }
    }

    /** A draft that says nothing but its type and outcome. */
    public static EntryDraft of(String type, Outcome outcome) {
        return new EntryDraft(type, outcome, Optional.empty(), Map.of(), Map.of(), Map.of(), Json.Obj.EMPTY);
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws JsonException or {@link EntryException} for anything else
     */
    public static EntryDraft parse(Bytes bytes) {
        EntryJson json = EntryJson.read(bytes);
        EntryDraft draft = json.draft();
        json.nothingLeft();
        if (!draft.bytes().equals(bytes)) {
            throw new EntryException(Kind.MALFORMED, "the draft is not in canonical form");
        }
        return draft;
    }

    /** The same draft under a policy revision. */
    public EntryDraft withPolicy(Hash revision) {
        return new EntryDraft(type, outcome, Optional.of(revision), digests, principals, commitments, body);
    }

    /** The same draft with a digest more. */
    public EntryDraft withDigest(String label, Hash digest) {
        return new EntryDraft(type, outcome, policy, plus(digests, label, digest), principals, commitments, body);
    }

    /** The same draft with the digests of artifacts, labelled {@code artifact}, {@code artifact-1} and so on in their order. */
    public EntryDraft withArtifacts(List<Hash> hashes) {
        EntryDraft draft = this;
        for (int n = 0; n < hashes.size(); n++) {
            draft = draft.withDigest(n == 0 ? "artifact" : "artifact-" + n, hashes.get(n));
        }
        return draft;
    }

    /** The same draft with a principal more. */
    public EntryDraft withPrincipal(String role, String id) {
        return new EntryDraft(type, outcome, policy, digests, plus(principals, role, id), commitments, body);
    }

    /** The same draft with the commitment to a payload field more. */
    public EntryDraft withPayload(PayloadField field) {
        Map<String, Hash> more = plus(commitments, field.name(), field.commitment());
        return new EntryDraft(type, outcome, policy, digests, principals, more, body);
    }

    /** The same draft with another body. */
    public EntryDraft withBody(Json.Obj clear) {
        return new EntryDraft(type, outcome, policy, digests, principals, commitments, clear);
    }

    private static <T> Map<String, T> plus(Map<String, T> map, String name, T value) {
        Map<String, T> more = new LinkedHashMap<>(map);
        if (more.put(name, value) != null) {
            throw new EntryException(Kind.MALFORMED, "`" + name + "` is given twice");
        }
        return more;
    }

    /** Canonical bytes, as kept in the outbox. */
    public Bytes bytes() {
        return json().canonical();
    }

    /** {@code SHA-256("writ/draft/v1\n" ‖ bytes)}: tells two drafts under one idempotency key apart. */
    public Hash digest() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DIGEST_PREFIX.write(out);
        bytes().write(out);
        return TreeHash.sha256(Bytes.of(out));
    }

    Json.Obj json() {
        return EntryJson.draft(type, outcome, policy, new TreeMap<>(digests), principals, commitments, body);
    }
}
