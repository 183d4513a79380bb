package dev.writ.api.policyset;

import dev.writ.api.audit.ErasedCopies;
import dev.writ.api.platform.Tenant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The reason of a withdrawal is kept beside the log only. */
@Component
class WithdrawalCopies implements ErasedCopies {
    @Override
    public String type() {
        return Withdrawals.ENTRY_TYPE;
    }

    @Override
    public List<UUID> erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
        return List.of();
    }
}
