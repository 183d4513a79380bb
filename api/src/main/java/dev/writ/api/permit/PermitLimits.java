package dev.writ.api.permit;

import java.time.Duration;

/** What holds for every list of revoked permits that this service signs. */
final class PermitLimits {
    /** How long a list of revoked permits is good. */
    static final Duration LIST_LIFE = Duration.ofHours(1);

    private PermitLimits() {}
}
