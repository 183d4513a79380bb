package dev.writ.api.permit;

import java.time.Duration;

/** What holds for every permit of this service. */
final class PermitLimits {
    /** How long a list of revoked permits is good. */
    static final Duration LIST_LIFE = Duration.ofHours(1);

    /** Within which the same refusal of the same attempt, for the same caller, is one entry only: nobody fills the log by trying. */
    static final Duration REFUSAL_WINDOW = Duration.ofMinutes(10);

    /** Most refusals of a permit, for the same caller, that become entries within that time, whatever was presented. */
    static final int MOST_REFUSALS = 20;

    private PermitLimits() {}
}
