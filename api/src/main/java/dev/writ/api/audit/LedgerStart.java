package dev.writ.api.audit;

import dev.writ.api.platform.ProblemException;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.Tenants;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** What a start does to the tables beside the log before anything is served. */
@Component
class LedgerStart implements SmartInitializingSingleton {
    private final Tenants tenants;
    private final SearchIndex index;
    private final RestoredErasures erasures;

    LedgerStart(Tenants tenants, SearchIndex index, RestoredErasures erasures) {
        this.tenants = tenants;
        this.index = index;
        this.erasures = erasures;
    }

    /** The erasures are found by the index, so that is completed first. */
    @Override
    public void afterSingletonsInstantiated() {
        try {
            for (Tenant tenant : tenants.all()) {
                index.complete(tenant);
                erasures.apply(tenant);
            }
        } catch (ProblemException e) {
            throw new StartFailure(
                    "erasures cannot be applied again: " + e.problem().detail() + "; "
                            + e.problem().remediation(),
                    e);
        }
    }
}
