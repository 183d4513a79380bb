package dev.writ.api.audit;

import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.store.StoredTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What entries can be found by. The log writes it with each entry; here is what else happens to it. */
@Service
public class SearchIndex {
    private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);
    private static final int BATCH = 1000;

    private final SearchRepository rows;
    private final TransactionTemplate transactions;

    SearchIndex(SearchRepository rows, TransactionTemplate transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    /** Lets an entry not be found by a resource any more, within the change that erases its name. */
    public void forgetResource(Tenant tenant, long index, String resource) {
        rows.delete(tenant, index, SearchTerm.resource(resource));
    }

    /**
     * Adds the entries that were appended before there was an index. Safe to be stopped, to be repeated and to be done by two nodes.
     *
     * @throws StartFailure if an entry cannot be read
     */
    void complete(Tenant tenant) {
        Optional<SearchRepository.Gap> gap = rows.gap(tenant);
        while (gap.isPresent()) {
            long from = gap.get().next();
            long to = Math.min(from + BATCH, gap.get().upto());
            Long done = transactions.execute(_ -> add(tenant, from, to));
            if (done == null || done < to) {
                return;
            }
            LOG.info(
                    "log `{}`: entries up to {} of {} can be searched for",
                    tenant.name(),
                    to,
                    gap.get().upto());
            gap = rows.gap(tenant);
        }
    }

    /** Adds entries of a range, and gives the index after the last one. */
    private long add(Tenant tenant, long from, long to) {
        Map<Long, Bytes> entries = rows.entries(tenant, from, to);
        List<StoredTerm> terms = new ArrayList<>();
        entries.forEach((index, bytes) -> {
            try {
                SearchTerm.of(Entry.parse(bytes).draft()).forEach(term -> terms.add(new StoredTerm(term, index)));
            } catch (IllegalArgumentException e) {
                throw new StartFailure(
                        "entry `" + index + "` of the log cannot be read: " + e.getMessage() + "; restore the database",
                        e);
            }
        });
        rows.resources(tenant, from, to)
                .forEach((index, resource) -> terms.add(new StoredTerm(SearchTerm.resource(resource), index)));
        rows.insert(tenant, terms);
        long next = from + entries.size();
        rows.indexed(tenant, next);
        return next;
    }
}
