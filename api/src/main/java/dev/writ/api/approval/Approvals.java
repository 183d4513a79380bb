package dev.writ.api.approval;

import dev.writ.api.audit.Drafts;
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

    /** Marks the request as executed within a change, once its permit is used up. */
    void executed(Drafts drafts, Tenant tenant, UUID id);
}
