package dev.writ.api.approval;

import java.time.Duration;

/**
 * How long things take in the way of an approval.
 *
 * @param standardLife how long a change request is open when it does not say
 * @param longestLife how long it may be open
 * @param escalation after which a request that is still open is told to more people; half of the life of a shorter request
 * @param reminder how long before the end it is told that a request expires; a quarter of the life of a shorter request
 * @param longestDelegation how long somebody may vote for another person
 * @param longestEmergency how long approvals can be waived
 * @param reviewTime after which an emergency must have been reviewed
 * @param sweep how often a node looks for what is due
 * @param mostComments on one request
 * @param refusalWindow within which the same refusal is one entry only
 * @param mostDelegated delegations that one person may have given, and that have not ended
 * @param mostHeld delegations that one person may have been given, and that have not ended
 * @param mostBetween of these, by one person to one other
 */
public record ApprovalLimits(
        Duration standardLife,
        Duration longestLife,
        Duration escalation,
        Duration reminder,
        Duration longestDelegation,
        Duration longestEmergency,
        Duration reviewTime,
        Duration sweep,
        int mostComments,
        Duration refusalWindow,
        int mostDelegated,
        int mostHeld,
        int mostBetween) {
    /** The limits a service starts with. */
    public static ApprovalLimits standard() {
        return new ApprovalLimits(
                Duration.ofDays(7),
                Duration.ofDays(30),
                Duration.ofHours(24),
                Duration.ofHours(24),
                Duration.ofDays(90),
                Duration.ofHours(4),
                Duration.ofHours(72),
                Duration.ofSeconds(2),
                200,
                Duration.ofMinutes(10),
                50,
                100,
                5);
    }

    /** The same, with another time for reviews. */
    public ApprovalLimits withReviewTime(Duration other) {
        return new ApprovalLimits(
                standardLife,
                longestLife,
                escalation,
                reminder,
                longestDelegation,
                longestEmergency,
                other,
                sweep,
                mostComments,
                refusalWindow,
                mostDelegated,
                mostHeld,
                mostBetween);
    }
}
