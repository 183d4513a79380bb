package dev.writ.api.policyset;

import dev.writ.api.audit.Journal;
import dev.writ.api.audit.Recorded;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.Hash;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;

/**
 * Revisions of policy sets whose decisions must not be acted on any more, since the policy was wrong. Asked of the database each
 * time, so that every node knows at once.
 */
@Service
public class Withdrawals {
    /** Type of the entries. */
    static final String ENTRY_TYPE = "policy.withdrawn";

    private static final String PREFIX = "sha256:";

    private final WithdrawalRepository rows;
    private final Journal journal;
    private final Clock clock;

    Withdrawals(WithdrawalRepository rows, Journal journal, Clock clock) {
        this.rows = rows;
        this.journal = journal;
        this.clock = clock;
    }

    /** The withdrawn revisions, each {@code sha256:} and the digest of the bundle's content. */
    public Set<String> revisions(Tenant tenant) {
        return rows.revisions(tenant);
    }

    /** Whether one of them is the revision. */
    public boolean isWithdrawn(Tenant tenant, String revision) {
        return rows.isWithdrawn(tenant, revision);
    }

    /** Withdraws a revision; 404 if it was never in force, 409 if it is withdrawn already. */
    Recorded<Instant> withdraw(Caller caller, String set, String revision, String reason) {
        Tenant tenant = caller.tenant();
        if (!rows.activated(tenant, set, revision)) {
            throw Problem.notFound(
                            "policy_set.revision.unknown",
                            "the revision `" + revision + "` of the policy set `" + set + "` was never in force",
                            "send a revision that decisions name")
                    .raise();
        }
        Instant now = clock.instant();
        var draft = EntryDraft.of(ENTRY_TYPE, Outcome.RECORDED)
                .withPolicy(Hash.parseHex(revision.substring(PREFIX.length())))
                .withPrincipal("by", caller.ledgerId())
                .withBody(new Json.Obj(Map.of("policy_set", new Json.Str(set))));
        return journal.commit(tenant, drafts -> {
            String key = drafts.add(draft, Map.of("reason", new Json.Str(reason)));
            if (!rows.insert(tenant, set, revision, now, key)) {
                throw Problem.conflict(
                                "policy_set.revision.withdrawn",
                                "the revision `" + revision + "` of `" + set + "` is withdrawn already",
                                "nothing is left to do")
                        .raise();
            }
            return now;
        });
    }
}
