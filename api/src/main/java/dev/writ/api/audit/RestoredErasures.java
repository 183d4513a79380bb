package dev.writ.api.audit;

import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Erasure;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies erasures again whose values a restore has brought back. The log knows what was erased, whatever database it is beside; so
 * this is done before anything is served.
 */
@Service
class RestoredErasures {
    private static final Logger LOG = LoggerFactory.getLogger(RestoredErasures.class);

    private final Payloads payloads;
    private final PayloadRepository values;
    private final ErasureRepository rows;
    private final ErasedFields erased;
    private final ValueDeletion deletion;
    private final TransactionTemplate transactions;
    private final Ids ids;

    RestoredErasures(
            Payloads payloads,
            PayloadRepository values,
            ErasureRepository rows,
            ErasedFields erased,
            ValueDeletion deletion,
            TransactionTemplate transactions,
            Ids ids) {
        this.payloads = payloads;
        this.values = values;
        this.rows = rows;
        this.erased = erased;
        this.deletion = deletion;
        this.transactions = transactions;
        this.ids = ids;
    }

    /** Applies them. Safe to be stopped, to be repeated and to be done by two nodes. */
    void apply(Tenant tenant) {
        for (long index : rows.withoutRow(tenant)) {
            Erasure erasure = Erasure.of(payloads.entry(tenant, index));
            transactions.executeWithoutResult(_ -> {
                Set<String> known = erased.of(tenant, erasure.entry()).keySet();
                Set<String> fresh = new TreeSet<>(erasure.fields());
                fresh.removeAll(known);
                rows.insert(tenant, ids.ordered(), null, index, erasure.entry(), fresh);
                erase(tenant, erasure.entry(), new TreeSet<>(erasure.fields()));
            });
        }
        rows.thereAgain(tenant)
                .forEach((entry, fields) -> transactions.executeWithoutResult(_ -> {
                    Set<String> lawful = new TreeSet<>(fields);
                    lawful.retainAll(erased.of(tenant, entry).keySet());
                    erase(tenant, entry, lawful);
                }));
    }

    private void erase(Tenant tenant, long index, Set<String> fields) {
        Entry entry = payloads.entry(tenant, index);
        Optional<String> draftKey = values.draftKey(tenant, index);
        if (fields.isEmpty() || draftKey.isEmpty()) {
            return;
        }
        int again = deletion.delete(tenant, entry, draftKey.get(), fields);
        if (again > 0) {
            LOG.warn(
                    "log `{}`: erased {} of entry {} again, which a restore had brought back; what it wrote to disk goes with the next"
                            + " compaction",
                    tenant.name(),
                    fields,
                    index);
        }
    }
}
