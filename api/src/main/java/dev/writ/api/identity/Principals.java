package dev.writ.api.identity;

import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Journal;
import dev.writ.api.audit.Recorded;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The principals of a tenant. */
@Service
public class Principals {
    private final PrincipalRepository rows;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    Principals(PrincipalRepository rows, Journal journal, Ids ids, Clock clock) {
        this.rows = rows;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** The principal of that id, as far as it is in the log. */
    public Optional<Principal> find(Tenant tenant, String id) {
        return rows.find(tenant, id);
    }

    List<Principal> page(Tenant tenant, String cursor, int limit) {
        return rows.page(tenant, cursor, limit);
    }

    /** Registers a principal; 409 if the id is taken. */
    Recorded<Principal> register(Caller caller, Principal principal) {
        return journal.commit(caller.tenant(), drafts -> add(drafts, caller.tenant(), principal, caller.ledgerId()));
    }

    /** A principal with a fresh name for the ledger. */
    Principal fresh(String id, String kind, List<String> roles, Map<String, String> attributes) {
        return new Principal(id, ids.ledgerId(), kind, roles, attributes);
    }

    /** Inserts the row and its draft within a change. */
    Principal add(Drafts drafts, Tenant tenant, Principal principal, String by) {
        if (rows.taken(tenant, principal.id())) {
            throw taken(principal.id()).raise();
        }
        var draft = EntryDraft.of("principal.registered", Outcome.RECORDED)
                .withPrincipal("principal", principal.ledgerId())
                .withPrincipal("by", by);
        String key = drafts.add(draft, Map.of("principal", json(principal)));
        if (!rows.insert(tenant, principal, clock.instant(), key)) {
            throw taken(principal.id()).raise();
        }
        return principal;
    }

    private static Problem taken(String id) {
        return Problem.conflict(
                "principal.exists", "there is a principal `" + id + "` already", "choose another id, or use that one");
    }

    private static Json json(Principal principal) {
        return new Json.Obj(Map.of(
                "id",
                new Json.Str(principal.id()),
                "kind",
                new Json.Str(principal.kind()),
                "roles",
                Columns.json(principal.roles()),
                "attributes",
                Columns.json(principal.attributes())));
    }
}
