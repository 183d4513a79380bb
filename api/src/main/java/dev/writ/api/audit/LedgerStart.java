package dev.writ.api.audit;

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
        index.complete(Tenant.MAIN);
        erasures.apply(Tenant.MAIN);
    }
}
