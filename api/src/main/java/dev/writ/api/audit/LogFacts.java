package dev.writ.api.audit;

import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.EntryDraft;
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
    private final OutboxRepository outbox;

    LogFacts(Logs logs, Payloads payloads, OutboxRepository outbox) {
        this.logs = logs;
        this.payloads = payloads;
        this.outbox = outbox;
    }

    /** Whether the draft under a key is on its way into the log, however long that takes. */
    public boolean await(Tenant tenant, String draftKey) {
        return outbox.holds(tenant, draftKey);
    }

    /**
     * What the log tells of a resource.
     *
     * @param entries in their order
     * @param next index from which to go on; there is nothing more for now if there are no entries
     */
    public record Told(List<EntryDraft> entries, long next) {}

    /**
     * Some entries that are found by this resource, from an index on.
     *
     * @param limit most of them
     */
    public Told told(Tenant tenant, String resource, long from, int limit) {
        var view = logs.of(tenant).view();
        long to = view.publishedSize();
        if (from >= to) {
            return new Told(List.of(), from);
        }
        List<Long> found =
                view.store().find(new EntryQuery(List.of(SearchTerm.resource(resource)), from, to, false), limit);
        return new Told(
                payloads.entries(tenant, found).map(Entry::draft).toList(),
                found.size() < limit ? to : found.getLast() + 1);
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
