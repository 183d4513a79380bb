package dev.writ.api.audit;

import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Erasure;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The reason of an erasure is kept beside the log; what else is left of it is the digest of the request that held it. */
@Component
class ErasureCopies implements ErasedCopies {
    private final ErasureRepository rows;
    private final Idempotency idempotency;

    ErasureCopies(ErasureRepository rows, Idempotency idempotency) {
        this.rows = rows;
        this.idempotency = idempotency;
    }

    @Override
    public String type() {
        return Erasure.TYPE;
    }

    @Override
    public void erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
        rows.id(tenant, draftKey).ifPresent(id -> idempotency.forget(tenant, id));
    }
}
