package dev.writ.api.decision;

import dev.writ.api.audit.ErasedCopies;
import dev.writ.api.audit.Idempotency;
import dev.writ.api.audit.SearchIndex;
import dev.writ.api.platform.Tenant;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What rows of {@code decision} repeat of request and facts, so that decisions can be searched for. */
@Component
class DecisionCopies implements ErasedCopies {
    private final DecisionRepository rows;
    private final Idempotency idempotency;
    private final SearchIndex search;

    DecisionCopies(DecisionRepository rows, Idempotency idempotency, SearchIndex search) {
        this.rows = rows;
        this.idempotency = idempotency;
        this.search = search;
    }

    @Override
    public String type() {
        return "decision";
    }

    @Override
    public void erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
        if (fields.contains("request")) {
            rows.resource(tenant, draftKey).ifPresent(resource -> search.forgetResource(tenant, index, resource));
            rows.forgetRequest(tenant, draftKey).forEach(id -> idempotency.forget(tenant, id));
        }
        if (fields.contains("facts")) {
            rows.forgetFacts(tenant, draftKey);
        }
    }
}
