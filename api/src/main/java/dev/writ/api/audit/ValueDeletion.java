package dev.writ.api.audit;

import dev.writ.api.operation.Operations;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Entry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Deletes values beside the log, with what rooms have copied of them and what is remembered of the requests that held them. */
@Component
class ValueDeletion {
    private final PayloadRepository values;
    private final Map<String, ErasedCopies> rooms;
    private final Idempotency idempotency;
    private final Operations operations;

    ValueDeletion(PayloadRepository values, List<ErasedCopies> rooms, Idempotency idempotency, Operations operations) {
        this.values = values;
        this.rooms = rooms.stream().collect(Collectors.toUnmodifiableMap(ErasedCopies::type, Function.identity()));
        this.idempotency = idempotency;
        this.operations = operations;
    }

    /** Types of the entries that a room speaks for. */
    SortedSet<String> types() {
        return new TreeSet<>(rooms.keySet());
    }

    /** Leaves with a 409 problem if the service works with these values of the entry. */
    void requireErasable(Tenant tenant, Entry entry, String draftKey, Set<String> fields) {
        ErasedCopies room = rooms.get(entry.draft().type());
        if (room != null) {
            room.requireErasable(tenant, entry.seq(), draftKey, fields);
        }
    }

    /**
     * Deletes, within a change; of an entry that no room speaks for, the values alone.
     *
     * @param draftKey under which the values are kept
     * @param fields which of them
     * @return how many of them were there
     */
    int delete(Tenant tenant, Entry entry, String draftKey, Set<String> fields) {
        int deleted = values.delete(tenant, draftKey, fields);
        operations.forgetPersonal(tenant);
        ErasedCopies room = rooms.get(entry.draft().type());
        if (room != null) {
            room.erase(tenant, entry.seq(), draftKey, fields).forEach(result -> idempotency.forget(tenant, result));
        }
        return deleted;
    }
}
