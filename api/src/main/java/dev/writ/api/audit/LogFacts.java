package dev.writ.api.audit;

import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.store.EntryQuery;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Whether the log tells of something that a row says did not happen. That it does is read from the log; that it does not is as good as
 * the search index, which only reading the whole log proves.
 */
@Service
public class LogFacts {
    private final Logs logs;
    private final Payloads payloads;

    LogFacts(Logs logs, Payloads payloads) {
        this.logs = logs;
        this.payloads = payloads;
    }

    /** Whether there is an entry of this type that is found by this resource. */
    public boolean tell(Tenant tenant, String type, String resource) {
        var view = logs.of(tenant).view();
        var query = new EntryQuery(
                List.of(SearchTerm.resource(resource), SearchTerm.type(type)), 0, view.publishedSize(), true);
        return payloads.entries(tenant, view.store().find(query, 1))
                .anyMatch(entry -> entry.draft().type().equals(type));
    }
}
