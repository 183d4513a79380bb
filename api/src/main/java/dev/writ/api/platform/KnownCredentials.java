package dev.writ.api.platform;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.LinkedHashMap;
import java.util.Map;

/** Digests of the credentials that were good most recently; what is in here still has to be verified. */
final class KnownCredentials {
    private static final int MOST = 10_000;

    private final Map<Hash, Boolean> digests = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Boolean> eldest) {
            return size() > MOST;
        }
    };

    void add(String credential) {
        Hash digest = digest(credential);
        synchronized (digests) {
            digests.put(digest, true);
        }
    }

    boolean contains(String credential) {
        Hash digest = digest(credential);
        synchronized (digests) {
            return digests.containsKey(digest);
        }
    }

    private static Hash digest(String credential) {
        return TreeHash.sha256(Bytes.utf8(credential));
    }
}
