package dev.writ.api.permit;

import dev.writ.api.audit.ErasedCopies;
import dev.writ.api.platform.Tenant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The reason of a revocation is kept beside the log only. */
@Component
class RevocationCopies implements ErasedCopies {
    @Override
    public String type() {
        return RevocationService.ENTRY_TYPE;
    }

    @Override
    public List<UUID> erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
        return List.of();
    }
}
