package dev.writ.api.approval;

import dev.writ.api.platform.Tenant;
import java.util.UUID;

/** A room that has something to do once a change request is approved. */
public interface ApprovalListener {
    /**
     * Called after the approval is in the log, by the thread whose vote completed it. May be called again for the same request,
     * and must then do nothing more; a failure leaves the approval as it is.
     */
    void approved(Tenant tenant, UUID id);
}
