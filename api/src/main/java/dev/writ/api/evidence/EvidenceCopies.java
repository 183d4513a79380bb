package dev.writ.api.evidence;

import dev.writ.api.audit.ErasedCopies;
import dev.writ.api.audit.Idempotency;
import dev.writ.api.platform.Tenant;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Evidence whose envelope is erased is no evidence any more: it is found under no artifact. */
@Component
class EvidenceCopies implements ErasedCopies {
    private final EvidenceRepository rows;
    private final Idempotency idempotency;

    EvidenceCopies(EvidenceRepository rows, Idempotency idempotency) {
        this.rows = rows;
        this.idempotency = idempotency;
    }

    @Override
    public String type() {
        return EvidenceStore.ENTRY_TYPE;
    }

    @Override
    public void erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
        rows.forget(tenant, draftKey).forEach(id -> idempotency.forget(tenant, id));
    }
}
