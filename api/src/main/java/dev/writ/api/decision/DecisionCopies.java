package dev.writ.api.decision;

import dev.writ.api.audit.ErasedCopies;
import dev.writ.api.audit.SearchIndex;
import dev.writ.api.platform.Tenant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What rows of {@code decision} repeat of request and facts, so that decisions can be searched for. */
@Component
class DecisionCopies implements ErasedCopies {
    private final DecisionRepository rows;
    private final SearchIndex search;

    DecisionCopies(DecisionRepository rows, SearchIndex search) {
        this.rows = rows;
        this.search = search;
    }

    @Override
    public String type() {
        return "decision";
    }

    @Override
    public List<UUID> erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
        List<UUID> decided = List.of();
        if (fields.contains("request")) {
            rows.resource(tenant, draftKey).ifPresent(resource -> search.forgetResource(tenant, index, resource));
            decided = rows.forgetRequest(tenant, draftKey);
        }
        if (fields.contains("facts")) {
            rows.forgetFacts(tenant, draftKey);
        }
        return decided;
    }
}
