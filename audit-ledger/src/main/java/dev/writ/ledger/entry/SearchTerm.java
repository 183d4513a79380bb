package dev.writ.ledger.entry;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Something that an entry can be found by: the first 16 bytes of {@code SHA-256("writ/term/v1\n" ‖ kind ‖ "\n" ‖ value)}. A term is
 * an aid for searching and proves nothing; what it is made of can be guessed from it.
 *
 * @param bytes exactly 16
 */
public record SearchTerm(Bytes bytes) implements Comparable<SearchTerm> {
    /** Size in bytes. */
    public static final int SIZE = 16;

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException unless there are 16 bytes
     */
    public SearchTerm {
        if (bytes.size() != SIZE) {
            throw new IllegalArgumentException("a search term has " + SIZE + " bytes, not " + bytes.size());
        }
    }

    private static SearchTerm of(String kind, String value) {
        byte[] hash = TreeHash.sha256(Bytes.utf8("writ/term/v1\n" + kind + "\n" + value))
                .bytes();
        return new SearchTerm(Bytes.of(Arrays.copyOf(hash, SIZE)));
    }

    /** Entries of a type. */
    public static SearchTerm type(String type) {
        return of("type", type);
    }

    /** Entries under a policy revision. */
    public static SearchTerm policy(Hash revision) {
        return of("policy", revision.hex());
    }

    /** Entries about an artifact, under whatever label. */
    public static SearchTerm digest(Hash digest) {
        return of("digest", digest.hex());
    }

    /**
     * Entries that a principal takes part in, in whatever role.
     *
     * @param id the random id that stands for the principal in the log
     */
    public static SearchTerm principal(String id) {
        return of("principal", id);
    }

    /** Entries about a thing that is named beside the log only. */
    public static SearchTerm resource(String id) {
        return of("resource", id);
    }

    /** Everything that an entry says itself and can be found by. */
    public static Set<SearchTerm> of(EntryDraft draft) {
        Set<SearchTerm> terms = new LinkedHashSet<>();
        terms.add(type(draft.type()));
        draft.policy().ifPresent(revision -> terms.add(policy(revision)));
        draft.digests().values().forEach(digest -> terms.add(digest(digest)));
        draft.principals().values().forEach(id -> terms.add(principal(id)));
        return terms;
    }

    @Override
    public int compareTo(SearchTerm other) {
        return Arrays.compareUnsigned(bytes.toArray(), other.bytes.toArray());
    }
}
