package dev.writ.api.approval;

import dev.writ.api.audit.Drafts;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.api.policyset.Ruling;
import java.util.Optional;
import java.util.UUID;

/** What other rooms may ask about change requests that were approved. */
public interface Approvals {
    /** The request, if it is approved and its decision is in the log; also once it is executed. */
    Optional<ApprovedRequest> approved(Tenant tenant, UUID id);

    /**
     * Runs the rules once more under the revision that is active now, on the evidence and the votes that count now.
     *
     * @return {@code ALLOW} only if the rules allow it, and what they require is met by votes or was waived
     */
    Ruling again(Tenant tenant, UUID id);

    /**
     * Locks the request for the rest of a change that issues its permit, so that no review comes in between.
     *
     * @throws dev.writ.api.platform.ProblemException 409 if a review has rejected what was allowed, be that in the log already or not
     */
    void requireIssuable(Tenant tenant, UUID id);

    /**
     * Records that no permit is issued, as other refusals are.
     *
     * @param caller who asked for it
     * @param problem why not
     */
    void refused(Caller caller, UUID id, Problem problem);

    /** Marks the request as executed within a change, once its permit is used up. */
    void executed(Drafts drafts, Tenant tenant, UUID id);
}
