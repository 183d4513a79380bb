package dev.writ.api.audit;

import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Erasure;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The reason of an erasure is kept beside the log; what else is left of it is the digest of the request that held it. */
@Component
class ErasureCopies implements ErasedCopies {
    private final ErasureRepository rows;

    ErasureCopies(ErasureRepository rows) {
        this.rows = rows;
    }

    @Override
    public String type() {
        return Erasure.TYPE;
    }

    @Override
    public List<UUID> erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
        return rows.id(tenant, draftKey).stream().toList();
    }
}
