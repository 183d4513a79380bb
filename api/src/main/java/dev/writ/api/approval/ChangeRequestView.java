package dev.writ.api.approval;

import dev.writ.api.audit.LedgerPosition;
import dev.writ.ledger.entry.Json;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change request as callers see it. Members that come from what lives beside the log are missing once that is erased: the request, and
 * what people said.
 */
record ChangeRequestView(
        String id,

        @Schema(allowableValues = {"open", "approved", "rejected", "expired", "withdrawn", "executed"})
        String state,

        @Schema(description = "Grows with every change; the `ETag` names it, with a digest of what is shown")
        long version,

        String requester,

        @Schema(description = "Missing once that of its emergency is erased") @Nullable
        String team,

        String action,
        @Nullable String environment,

        @Schema(description = "What was asked, in the shape of AuthZEN", implementation = Object.class) @Nullable
        Json request,

        @Nullable String comment,

        @Schema(description = "What votes are given for; send it with a vote")
        String digest,

        @Schema(description = "The votes that the rules ask for, and how many of them there are")
        List<RequirementView> require,

        List<VoteView> votes,
        @Nullable EmergencyView emergency,

        @Schema(description = "The decision that counts now")
        String decision,

        @Schema(description = "Why the rules deny it", implementation = Object[].class) @Nullable
        Json reasons,

        String created_at,
        String changed_at,
        String expires_at,

        @Schema(description = "The entry that led to the state")
        LedgerPosition ledger) {

    /** What is asked of one group. */
    record RequirementView(String group, int count, List<String> distinct_from, int have) {}

    /** A vote; void if it was given for something that has changed since. */
    record VoteView(
            String id,
            String voter,

            @Schema(description = "Whose vote it is, if somebody else gave it") @Nullable
            String on_behalf_of,

            @Schema(allowableValues = {"approve", "reject"}) String verdict,
            List<String> groups,
            String digest,

            @Schema(description = "Whether it is for what the request is now")
            boolean counts,

            @Nullable String comment,
            String at,
            LedgerPosition ledger) {}

    /** That approvals were waived, and what came of the review. */
    record EmergencyView(
            String invoker,
            @Nullable String reason,
            @Nullable String incident,
            String at,
            String ends_at,
            String review_due,
            @Nullable ReviewView review) {}

    /** What another person said of an emergency. */
    record ReviewView(String reviewer, String verdict, String at) {}
}
