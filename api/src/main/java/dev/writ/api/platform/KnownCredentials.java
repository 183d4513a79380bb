package dev.writ.api.platform;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Digests of the tokens that were good most recently; what is in here still has to be verified. Of each principal there are few, so that
 * nobody drives out those of others with tokens of her own. Safe for several threads.
 */
final class KnownCredentials {
    /** Most tokens of one principal. */
    static final int MOST_OF_ONE = 32;

    private static final int MOST = 10_000;

    /** Whose each is, the one that was used longest ago first. */
    private final SequencedMap<Hash, String> owners = new LinkedHashMap<>();

    private final Map<String, SequencedSet<Hash>> tokens = new HashMap<>();

    /**
     * Remembers a token that is good.
     *
     * @param owner names the principal, among those of all tenants
     */
    void add(String token, String owner) {
        Hash digest = digest(token);
        synchronized (owners) {
            forget(digest);
            owners.putLast(digest, owner);
            SequencedSet<Hash> own = tokens.computeIfAbsent(owner, _ -> new LinkedHashSet<>());
            own.addLast(digest);
            if (own.size() > MOST_OF_ONE) {
                forget(own.getFirst());
            } else if (owners.size() > MOST) {
                forget(owners.firstEntry().getKey());
            }
        }
    }

    /** Forgets one that is not good any more. */
    void remove(String token) {
        Hash digest = digest(token);
        synchronized (owners) {
            forget(digest);
        }
    }

    boolean contains(String token) {
        Hash digest = digest(token);
        synchronized (owners) {
            return owners.containsKey(digest);
        }
    }

    private void forget(Hash digest) {
        String owner = owners.remove(digest);
        if (owner != null) {
            tokens.computeIfPresent(owner, (_, own) -> {
                own.remove(digest);
                return own.isEmpty() ? null : own;
            });
        }
    }

    private static Hash digest(String token) {
        return TreeHash.sha256(Bytes.utf8(token));
    }
}
