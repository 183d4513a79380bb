package dev.writ.api.permit;

import dev.writ.api.audit.ErasedCopies;
import dev.writ.api.platform.Tenant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Why a permit was not redeemed is kept beside the log only; what else is left of it is the digest of the request. */
@Component
class RefusalCopies implements ErasedCopies {
    private final RedemptionRepository rows;

    RefusalCopies(RedemptionRepository rows) {
        this.rows = rows;
    }

    @Override
    public String type() {
        return Redemptions.REFUSED;
    }

    @Override
    public List<UUID> erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
        return rows.ids(tenant, draftKey);
    }
}
