package dev.writ.api.identity;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.Map;

/**
 * As whom somebody signed in before: known again, but not told.
 *
 * @param salt random, of this one alone
 * @param digest SHA-256 over the canonical object {issuer, salt, subject}
 */
record FormerIdentity(String salt, Hash digest) {
    static FormerIdentity of(Identity identity, String salt) {
        return new FormerIdentity(
                salt,
                TreeHash.sha256(new Json.Obj(Map.of(
                                "issuer", new Json.Str(identity.issuer()),
                                "salt", new Json.Str(salt),
                                "subject", new Json.Str(identity.subject())))
                        .canonical()));
    }

    /** Whether it was this one. */
    boolean was(Identity identity) {
        return of(identity, salt).digest().equals(digest);
    }
}
