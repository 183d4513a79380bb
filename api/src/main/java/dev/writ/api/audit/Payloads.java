package dev.writ.api.audit;

import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.PayloadField;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.store.StoredEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * The values that live beside the log, given out only where they fit the entry that commits to them: whoever can change the
 * database must not be able to make the service say what was never recorded.
 */
@Service
public class Payloads {
    private static final Logger LOG = LoggerFactory.getLogger(Payloads.class);

    private final PayloadRepository rows;
    private final ErasedFields erased;

    Payloads(PayloadRepository rows, ErasedFields erased) {
        this.rows = rows;
        this.erased = erased;
    }

    /** As the service has it, for a database without a service. */
    static Payloads of(DSLContext sql) {
        return new Payloads(new PayloadRepository(sql), new ErasedFields(new ErasureRepository(sql)));
    }

    /**
     * An entry with the values beside it.
     *
     * @param draftKey under which the values are kept
     * @param index of the entry
     * @throws dev.writ.api.platform.ProblemException 500 if entry and values contradict one another, or one is missing of whose
     *     erasure the log does not tell
     */
    public LoggedEntry read(Tenant tenant, String draftKey, long index) {
        Entry entry = entry(tenant, index);
        Map<String, Json> values = new HashMap<>();
        fields(tenant, draftKey, entry, name -> true).forEach(field -> values.put(field.name(), field.value()));
        return new LoggedEntry(entry.draft(), values);
    }

    /**
     * Values beside an entry, each of which fits it. What is missing was erased.
     *
     * @param wanted the names of those that are looked at
     * @throws dev.writ.api.platform.ProblemException 500 if one contradicts the entry, any cannot be read, or one is missing of whose
     *     erasure the log does not tell
     */
    List<PayloadField> fields(Tenant tenant, String draftKey, Entry entry, Predicate<String> wanted) {
        List<PayloadField> fields = kept(tenant, entry, fields(tenant, draftKey, entry.seq())).stream()
                .filter(field -> wanted.test(field.name()))
                .toList();
        for (PayloadField field : fields) {
            if (!field.commitment().equals(entry.draft().commitments().get(field.name()))) {
                throw contradiction("the stored `" + field.name() + "`", entry.seq())
                        .raise();
            }
        }
        return fields;
    }

    /** The stored values that were not erased. One that is there again is given to nobody; the next start deletes it. */
    private List<PayloadField> kept(Tenant tenant, Entry entry, List<PayloadField> stored) {
        Set<String> gone = erased.of(tenant, entry.seq()).keySet();
        Set<String> missing = new TreeSet<>(entry.draft().commitments().keySet());
        missing.removeAll(gone);
        stored.forEach(field -> missing.remove(field.name()));
        if (!missing.isEmpty()) {
            throw missing(missing.iterator().next(), entry.seq()).raise();
        }
        return stored.stream().filter(field -> !gone.contains(field.name())).toList();
    }

    /** The names of the values that are there. */
    Set<String> stored(Tenant tenant, Entry entry) {
        return rows.draftKey(tenant, entry.seq()).stream()
                .flatMap(key -> fields(tenant, key, entry.seq()).stream())
                .filter(field ->
                        field.commitment().equals(entry.draft().commitments().get(field.name())))
                .map(PayloadField::name)
                .collect(Collectors.toSet());
    }

    /** The problem of a value that is missing, of whose erasure the log does not tell. */
    static Problem missing(String field, long index) {
        LOG.error(
                "`{}` of entry {} is missing, and no erasure is in the log: somebody changed the database",
                field,
                index);
        return new Problem(
                500,
                "ledger.missing_value",
                "a value beside the ledger is missing",
                "`" + field + "` of entry `" + index + "` is missing, and no entry of the log tells of its erasure",
                "tell the operator: somebody changed the database; a backup may still have the value");
    }

    /** An entry as the log has it; 500 if it cannot be read. */
    Entry entry(Tenant tenant, long index) {
        return entry(tenant, index, rows.entry(tenant, index));
    }

    /** Entries as {@link #entry} gives them, in the order of their indexes; read at once, and each checked when its turn comes. */
    Stream<Entry> entries(Tenant tenant, List<Long> indexes) {
        Map<Long, StoredEntry> stored = rows.entries(tenant, indexes);
        return indexes.stream().map(index -> entry(tenant, index, Optional.ofNullable(stored.get(index))));
    }

    private static Entry entry(Tenant tenant, long index, Optional<StoredEntry> found) {
        StoredEntry stored = found.orElseThrow(
                () -> contradiction("a row without its entry", index).raise());
        try {
            Entry entry = Entry.parse(stored.bytes());
            if (entry.seq() == index && TreeHash.leaf(stored.bytes()).equals(stored.leafHash())) {
                return entry;
            }
        } catch (IllegalArgumentException e) {
            LOG.error("entry {} of log `{}` cannot be read: {}", index, tenant.name(), e.getMessage());
        }
        throw contradiction("the stored entry", index).raise();
    }

    private List<PayloadField> fields(Tenant tenant, String draftKey, long index) {
        try {
            return rows.fields(tenant, draftKey);
        } catch (IllegalArgumentException e) {
            LOG.error("a value beside entry {} of log `{}` cannot be read: {}", index, tenant.name(), e.getMessage());
            throw contradiction("a stored value", index).raise();
        }
    }

    /** The problem of something in the database that is not what the log recorded. */
    public static Problem contradiction(String what, long index) {
        LOG.error("{} contradicts entry {} of the log: somebody changed the database", what, index);
        return new Problem(
                500,
                "ledger.contradiction",
                "the database contradicts the ledger",
                what + " is not what entry `" + index + "` of the log recorded, so it is not shown",
                "tell the operator: somebody changed the database; `writ ledger export` and `writ ledger verify` tell"
                        + " whether the log itself is whole");
    }
}
