package dev.writ.api.approval;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * That approvals were waived ("break glass"), and what another person said of it afterwards.
 *
 * @param request id of the change request
 * @param invoker who waived them
 * @param team of the requester, which nothing more is promoted of once the review is overdue
 * @param at when
 * @param endsAt when what was allowed ends
 * @param reviewDue until when it must be reviewed
 * @param review what came of the review, if there was one
 * @param draftKey of its entry
 */
record Emergency(
        UUID request,
        String invoker,
        String team,
        Instant at,
        Instant endsAt,
        Instant reviewDue,
        Optional<Review> review,
        String draftKey) {
    /**
     * A review.
     *
     * @param reviewer another person
     * @param verdict {@code accepted} or {@code rejected}
     * @param at when
     * @param draftKey of its entry
     */
    record Review(String reviewer, String verdict, Instant at, String draftKey) {
        /** What says that it was right. */
        static final String ACCEPTED = "accepted";

        /** What says that it was not: what was allowed ends. */
        static final String REJECTED = "rejected";

        boolean isRejected() {
            return verdict.equals(REJECTED);
        }
    }

    /** The same, without its review. */
    Emergency unreviewed() {
        return new Emergency(request, invoker, team, at, endsAt, reviewDue, Optional.empty(), draftKey);
    }

    /** Whether nobody has reviewed it in time. */
    boolean isOverdue(Instant now) {
        return review.isEmpty() && !reviewDue.isAfter(now);
    }
}
