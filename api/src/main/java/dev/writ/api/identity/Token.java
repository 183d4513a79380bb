package dev.writ.api.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An API token, without its secret.
 *
 * @param id names it in the ledger and when it is revoked
 * @param principal whom it stands for
 * @param scopes what it allows beyond the principal's roles
 * @param expiresAt when it ends
 */
record Token(UUID id, String principal, List<String> scopes, Instant expiresAt) {
    /** The scopes that the platform policy knows. */
    static final List<String> SCOPES = List.of(
            "admin", "approve", "erase", "evaluate", "evaluate:on-behalf", "read", "redeem", "request", "submit");

    Token {
        scopes = List.copyOf(scopes);
    }
}
