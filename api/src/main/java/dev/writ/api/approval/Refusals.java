package dev.writ.api.approval;

import dev.writ.api.audit.Drafts;
import dev.writ.api.identity.Principal;
import dev.writ.api.identity.Principals;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Records what separation of duties refused. The same refusal again is one entry for as long as {@link ApprovalLimits#refusalWindow} says:
 * nobody fills the log by trying.
 */
@Component
class Refusals {
    private final RefusalRepository rows;
    private final Principals principals;
    private final ApprovalLimits limits;
    private final Clock clock;

    Refusals(RefusalRepository rows, Principals principals, ApprovalLimits limits, Clock clock) {
        this.rows = rows;
        this.principals = principals;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Adds the entry of a refusal within a change that has the request locked, unless there is one.
     *
     * @param type of the entry
     * @param ballot who tried, and for whom
     * @param problem the refusal
     */
    void add(Drafts drafts, Tenant tenant, Row row, String type, Ballot ballot, Problem problem) {
        Instant now = clock.instant();
        if (rows.renew(tenant, row.id(), ballot, problem.code(), now, now.minus(limits.refusalWindow()))) {
            EntryDraft entry = Entries.about(type, Outcome.DENY, row.id(), row.digest());
            Map<String, Json> members = new TreeMap<>(entry.body().members());
            members.put("code", new Json.Str(problem.code()));
            drafts.add(
                    between(tenant, entry.withBody(new Json.Obj(members)), ballot), Map.of(), Entries.terms(row.id()));
        }
    }

    /** The entry with those who take part in the ballot. */
    EntryDraft between(Tenant tenant, EntryDraft entry, Ballot ballot) {
        EntryDraft voted = entry.withPrincipal("voter", ledgerId(tenant, ballot.voter()));
        return ballot.holder().equals(ballot.voter())
                ? voted
                : voted.withPrincipal("holder", ledgerId(tenant, ballot.holder()));
    }

    private String ledgerId(Tenant tenant, String person) {
        return principals
                .find(tenant, person)
                .map(Principal::ledgerId)
                .orElseThrow(() -> Problem.forbidden(
                                "caller.not_a_person",
                                "`" + person + "` is no registered person",
                                "let another member of the group vote")
                        .raise());
    }
}
