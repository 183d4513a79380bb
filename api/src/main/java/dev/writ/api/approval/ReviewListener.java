package dev.writ.api.approval;

import dev.writ.api.audit.Drafts;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Tenant;
import java.util.UUID;

/** A room that has something to undo once a review rejects what was allowed in an emergency. */
public interface ReviewListener {
    /** Whether something was given out for a change request, be that in the log already or not. */
    boolean hasGiven(Tenant tenant, UUID id);

    /**
     * Called within the change that records the review, before anything of the change request is locked.
     *
     * @param reviewer who rejects it
     * @param id of the change request
     */
    void rejected(Drafts drafts, Caller reviewer, UUID id);
}
