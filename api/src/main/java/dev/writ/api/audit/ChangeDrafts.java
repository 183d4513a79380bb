package dev.writ.api.audit;

import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.Ledger;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.EntryException;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.PayloadField;
import dev.writ.ledger.entry.Salt;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.log.Admission;
import dev.writ.ledger.log.AppendResult;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.IdempotencyKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The drafts of one change: each has a place in the log before anything of it is written. Used by one thread. */
final class ChangeDrafts implements Drafts, AutoCloseable {
    private final Tenant tenant;
    private final Ledger log;
    private final OutboxRepository outbox;
    private final PayloadRepository payloads;
    private final SecureRandom random;
    private final Ids ids;
    private final List<Pending> pending = new ArrayList<>();

    private record Pending(Admission place, IdempotencyKey key, Hash fingerprint) {}

    ChangeDrafts(
            Tenant tenant,
            Ledger log,
            OutboxRepository outbox,
            PayloadRepository payloads,
            SecureRandom random,
            Ids ids) {
        this.tenant = tenant;
        this.log = log;
        this.outbox = outbox;
        this.payloads = payloads;
        this.random = random;
        this.ids = ids;
    }

    @Override
    public String add(EntryDraft draft, Map<String, Json> payload, Set<SearchTerm> terms) {
        EntryDraft committed = draft;
        List<PayloadField> fields = new ArrayList<>();
        try {
            for (Map.Entry<String, Json> value : payload.entrySet()) {
                var field = new PayloadField(value.getKey(), Salt.random(random), value.getValue());
                fields.add(field);
                committed = committed.withPayload(field);
            }
        } catch (EntryException e) {
            throw Problem.tooLarge("entry.too_large", String.valueOf(e.getMessage()), "send less at once")
                    .raise();
        }
        var key = new IdempotencyKey(Receipts.SERVICE, ids.ordered().toString());
        Hash fingerprint = committed.digest();
        pending.add(new Pending(log.admit(), key, fingerprint));
        outbox.insert(tenant, key, fingerprint, committed, terms);
        for (PayloadField field : fields) {
            payloads.insert(tenant, key.key(), field);
        }
        return key.key();
    }

    /** Tells the log that everything is committed. */
    List<CompletableFuture<AppendResult>> submit() {
        return pending.stream()
                .map(draft -> draft.place().drafted(draft.key(), draft.fingerprint()))
                .toList();
    }

    /** Gives back the places that were not used. */
    @Override
    public void close() {
        pending.forEach(draft -> draft.place().close());
    }
}
