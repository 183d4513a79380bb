package dev.writ.api.approval;

import dev.writ.api.audit.Idempotency;
import dev.writ.api.audit.Journal;
import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Fields;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Reason;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.TreeHash;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What people say about change requests beside their votes; also once they are decided. */
@Service
class Comments {
    private static final String OPERATION = "change-request.comment";

    private final CommentRepository rows;
    private final Records records;
    private final Idempotency idempotency;
    private final Journal journal;
    private final ApprovalLimits limits;
    private final Ids ids;
    private final Clock clock;

    Comments(
            CommentRepository rows,
            Records records,
            Idempotency idempotency,
            Journal journal,
            ApprovalLimits limits,
            Ids ids,
            Clock clock) {
        this.rows = rows;
        this.records = records;
        this.idempotency = idempotency;
        this.journal = journal;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A comment as callers see it.
     *
     * @param text missing once it is erased
     */
    record View(
            String id, String author, String at, @Nullable String text, LedgerPosition ledger) {}

    /** Adds a comment; the same one again under the same key is the first one. */
    UUID add(Caller caller, Row row, Json.Obj body, Optional<String> key) {
        String text = Fields.of(body, "", List.of("text")).text("text", Reason.LONGEST);
        var fingerprint = TreeHash.sha256(body.canonical());
        var before = idempotency.before(caller, OPERATION + ":" + row.id(), key, fingerprint);
        if (before.isPresent()) {
            return before.get();
        }
        if (rows.count(caller.tenant(), row.id()) >= limits.mostComments()) {
            throw Problem.conflict(
                            "comment.too_many",
                            "there are " + limits.mostComments() + " comments on the change request already",
                            "say it with the vote, or elsewhere")
                    .raise();
        }
        return journal.commit(caller.tenant(), drafts -> {
                    UUID id = ids.ordered();
                    Instant now = clock.instant();
                    var entry = Entries.about(Entries.COMMENTED, Outcome.RECORDED, row.id(), row.digest())
                            .withPrincipal("author", caller.ledgerId());
                    String draft = drafts.add(entry, Map.of("text", new Json.Str(text)), Entries.terms(row.id()));
                    rows.insert(caller.tenant(), row.id(), id, caller.id(), now, draft);
                    idempotency.remember(caller, OPERATION + ":" + row.id(), key, fingerprint, id);
                    return id;
                })
                .value();
    }

    /** The oldest after the cursor, oldest first. */
    List<View> page(Caller caller, Row row, Optional<UUID> cursor, int limit) {
        return rows.of(caller.tenant(), row.id(), cursor, limit).stream()
                .map(comment -> view(caller, comment))
                .toList();
    }

    private View view(Caller caller, CommentRepository.Comment comment) {
        return new View(
                comment.id().toString(),
                comment.author(),
                comment.at().toString(),
                records.text(caller.tenant(), comment.draftKey(), comment.index(), "text")
                        .orElse(null),
                new LedgerPosition(caller.tenant().name(), comment.index()));
    }

    /** The comment of that id. */
    View require(Caller caller, Row row, UUID id) {
        return rows.find(caller.tenant(), row.id(), id)
                .map(comment -> view(caller, comment))
                .orElseThrow(() -> Idempotency.inProgress().raise());
    }
}
