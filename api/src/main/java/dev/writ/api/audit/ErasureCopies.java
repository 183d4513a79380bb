package dev.writ.api.audit;

import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Erasure;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The reason of an erasure is kept beside the log only, so nothing is left of it once it is erased. */
@Component
class ErasureCopies implements ErasedCopies {
    @Override
    public String type() {
        return Erasure.TYPE;
    }

    @Override
    public void erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
        // there is no copy
    }
}
