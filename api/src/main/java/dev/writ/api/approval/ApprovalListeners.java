package dev.writ.api.approval;

import dev.writ.api.platform.Tenant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The rooms that have something to do once a change request is approved. */
@Component
class ApprovalListeners {
    private static final Logger LOG = LoggerFactory.getLogger(ApprovalListeners.class);

    private final List<ApprovalListener> all;

    ApprovalListeners(List<ApprovalListener> all) {
        this.all = List.copyOf(all);
    }

    /** Tells them, if the row is approved; what was approved stays so whatever they come to. */
    void tell(Tenant tenant, Row row) {
        if (row.state() != State.APPROVED) {
            return;
        }
        for (ApprovalListener listener : all) {
            try {
                listener.approved(tenant, row.id());
            } catch (RuntimeException e) {
                LOG.error("the change request `{}` is approved, but what follows from that failed", row.id(), e);
            }
        }
    }
}
