package dev.writ.api.evidence;

import dev.writ.api.audit.ErasedCopies;
import dev.writ.api.platform.Tenant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Evidence whose envelope is erased is no evidence any more: it is found under no artifact. */
@Component
class EvidenceCopies implements ErasedCopies {
    private final EvidenceRepository rows;

    EvidenceCopies(EvidenceRepository rows) {
        this.rows = rows;
    }

    @Override
    public String type() {
        return EvidenceStore.ENTRY_TYPE;
    }

    @Override
    public List<UUID> erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
        return rows.forget(tenant, draftKey);
    }
}
