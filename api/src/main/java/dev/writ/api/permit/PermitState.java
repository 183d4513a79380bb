package dev.writ.api.permit;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What a permit is good for. The first that fits is its state. */
enum PermitState {
    /** Somebody revoked it. */
    REVOKED("revoked"),
    /** The policy that it stands on was withdrawn. */
    WITHDRAWN("withdrawn"),
    /** It was redeemed as often as it may be. */
    USED("used"),
    /** Its time is over. */
    EXPIRED("expired"),
    /** It can be redeemed, if the rules still allow it. */
    ACTIVE("active");

    /** All words. */
    static final List<String> WORDS =
            List.of(values()).stream().map(PermitState::word).toList();

    private final String word;

    PermitState(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static PermitState of(IssuedPermit permit, Set<String> withdrawn, Instant now) {
        if (permit.revokedAt().isPresent()) {
            return REVOKED;
        }
        if (withdrawn.contains(permit.permit().policy().text())) {
            return WITHDRAWN;
        }
        if (permit.usesLeft() == 0) {
            return USED;
        }
        return now.toEpochMilli() >= permit.permit().notAfter().millis() ? EXPIRED : ACTIVE;
    }
}
