package dev.writ.api.audit;

import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Erasure;
import dev.writ.ledger.entry.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Erases values beside the log, with their salts and with what rooms have copied of them, in the change that appends the entry
 * which tells of it. What is left in the log says nothing about a value whose salt is gone.
 */
@Service
class Erasures {
    private static final String OPERATION = "ledger.erase";

    private final Logs logs;
    private final Payloads payloads;
    private final PayloadRepository values;
    private final ErasureRepository rows;
    private final ErasedFields erased;
    private final ValueDeletion deletion;
    private final Idempotency idempotency;
    private final Journal journal;
    private final Ids ids;

    Erasures(
            Logs logs,
            Payloads payloads,
            PayloadRepository values,
            ErasureRepository rows,
            ErasedFields erased,
            ValueDeletion deletion,
            Idempotency idempotency,
            Journal journal,
            Ids ids) {
        this.logs = logs;
        this.payloads = payloads;
        this.values = values;
        this.rows = rows;
        this.erased = erased;
        this.deletion = deletion;
        this.idempotency = idempotency;
        this.journal = journal;
        this.ids = ids;
    }

    /**
     * An erasure that is in the log.
     *
     * @param id of the erasure
     * @param logged which values of which entry, and where the log tells of it
     */
    record Done(UUID id, ErasureRepository.Logged logged) {}

    /** Erases; a request that is sent again under its key has the effect and the answer of the first. */
    Done erase(Caller caller, ErasureRequest request, Optional<String> key) {
        Tenant tenant = caller.tenant();
        var before = idempotency.before(caller, OPERATION, key, request.fingerprint());
        if (before.isPresent()) {
            return rows.find(tenant, before.get())
                    .map(logged -> new Done(before.get(), logged))
                    .orElseThrow(() -> Idempotency.inProgress().raise());
        }
        journal.requireWritable(tenant);
        Entry entry = published(tenant, request.entry());
        requireErasable(entry);
        SortedSet<String> fields = fields(tenant, entry, request);
        String draftKey = values.draftKey(tenant, entry.seq())
                .orElseThrow(() -> Payloads.missing(fields.first(), entry.seq()).raise());
        UUID id = ids.ordered();
        var draft = new Erasure(entry.seq(), List.copyOf(fields), request.basis()).draft(caller.ledgerId());
        Map<String, Json> reason = request.reason()
                .<Map<String, Json>>map(text -> Map.of(Erasure.REASON, new Json.Str(text)))
                .orElse(Map.of());
        var recorded = journal.commit(tenant, drafts -> {
            deletion.requireErasable(tenant, entry, draftKey, fields);
            idempotency.remember(caller, OPERATION, key, request.fingerprint(), id);
            if (!rows.insert(tenant, id, drafts.add(draft, reason), null, entry.seq(), fields)) {
                throw inProgress(entry.seq()).raise();
            }
            if (deletion.delete(tenant, entry, draftKey, fields) != fields.size()) {
                throw Payloads.missing(String.join(", ", fields), entry.seq()).raise();
            }
            return id;
        });
        return new Done(id, new ErasureRepository.Logged(recorded.index(), entry.seq(), List.copyOf(fields)));
    }

    private Entry published(Tenant tenant, long index) {
        if (index >= logs.of(tenant).view().publishedSize()) {
            throw Problem.notFound(
                            "ledger.nothing_here",
                            "the published log has no entry `" + index + "`",
                            "look the entry up with `GET /api/v1/ledger/entries`")
                    .raise();
        }
        return payloads.entry(tenant, index);
    }

    private void requireErasable(Entry entry) {
        SortedSet<String> types = deletion.types();
        if (!types.contains(entry.draft().type())) {
            throw Problem.conflict(
                            "erasure.in_use",
                            "values of entries of type `" + entry.draft().type()
                                    + "` cannot be erased: there are none, or the service works with them",
                            "erase values of entries of these types: " + String.join(", ", types))
                    .raise();
        }
    }

    /** The fields to erase; refuses what the entry does not commit to, and what is erased already. */
    private SortedSet<String> fields(Tenant tenant, Entry entry, ErasureRequest request) {
        var committed = new TreeMap<>(entry.draft().commitments());
        Map<String, OptionalLong> gone = erased.of(tenant, entry.seq());
        if (request.fields().contains(ErasureRequest.ALL) && !committed.containsKey(ErasureRequest.ALL)) {
            committed.keySet().removeAll(gone.keySet());
            if (committed.isEmpty()) {
                throw done(
                                "all that it had",
                                entry.seq(),
                                gone.values().stream().findFirst().orElse(OptionalLong.empty()))
                        .raise();
            }
            return new TreeSet<>(committed.keySet());
        }
        for (String field : request.fields()) {
            if (!committed.containsKey(field)) {
                throw Problem.unprocessable(
                                "erasure.field",
                                "entry `" + entry.seq() + "` has no payload field `" + field + "`",
                                "name some of its fields: " + String.join(", ", committed.keySet()))
                        .raise();
            }
            if (gone.containsKey(field)) {
                throw done("`" + field + "`", entry.seq(), gone.get(field)).raise();
            }
        }
        return request.fields();
    }

    private static Problem done(String what, long index, OptionalLong by) {
        return Problem.conflict(
                "erasure.done",
                what + " of entry `" + index + "` is erased already"
                        + (by.isPresent() ? ", as entry `" + by.getAsLong() + "` tells" : ""),
                "leave out what is erased");
    }

    private static Problem inProgress(long index) {
        return Problem.conflict(
                "erasure.in_progress",
                "somebody else erases values of entry `" + index + "` at this moment",
                "send the request again in a moment");
    }
}
