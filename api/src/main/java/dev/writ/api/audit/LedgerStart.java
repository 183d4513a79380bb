package dev.writ.api.audit;

import dev.writ.api.platform.ProblemException;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** What a start does to the tables beside the log before anything is served. */
@Component
class LedgerStart implements SmartInitializingSingleton {
    private final SearchIndex index;
    private final RestoredErasures erasures;

    LedgerStart(SearchIndex index, RestoredErasures erasures) {
        this.index = index;
        this.erasures = erasures;
    }

    /** The erasures are found by the index, so that is completed first. */
    @Override
    public void afterSingletonsInstantiated() {
        try {
            index.complete(Tenant.MAIN);
            erasures.apply(Tenant.MAIN);
        } catch (ProblemException e) {
            throw new StartFailure(
                    "erasures cannot be applied again: " + e.problem().detail() + "; "
                            + e.problem().remediation(),
                    e);
        }
    }
}
