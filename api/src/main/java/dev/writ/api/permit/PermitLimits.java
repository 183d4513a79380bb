package dev.writ.api.permit;

import java.time.Duration;

/** What holds for every permit that this service issues. */
final class PermitLimits {
    /** How long a permit is valid, unless the approval ends earlier. */
    static final Duration LIFE = Duration.ofHours(24);

    /** How often it may be redeemed. */
    static final long USES = 1;

    /** How long a list of revoked permits is good. */
    static final Duration LIST_LIFE = Duration.ofHours(1);

    private PermitLimits() {}
}
