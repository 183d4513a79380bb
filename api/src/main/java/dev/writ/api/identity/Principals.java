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
import java.util.TreeMap;
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

    /** The principal of that id, as far as it is in the log, whether or not it may still act. */
    public Optional<Principal> find(Tenant tenant, String id) {
        return rows.find(tenant, id);
    }

    /** The principal of that id, if it is in the log and may act. */
    public Optional<Principal> active(Tenant tenant, String id) {
        return find(tenant, id).filter(Principal::active);
    }

    List<Principal> page(Tenant tenant, String cursor, int limit) {
        return rows.page(tenant, cursor, limit);
    }

    /** Registers a principal; 409 if the id or the identity is taken, 422 if it may not have this owner or identity. */
    Recorded<Principal> register(Caller caller, Principal principal) {
        requireSound(caller.tenant(), principal);
        return journal.commit(caller.tenant(), drafts -> add(drafts, caller.tenant(), principal, caller.ledgerId()));
    }

    /** A principal with a fresh name for the ledger. */
    Principal fresh(
            String id,
            String kind,
            List<String> roles,
            Map<String, String> attributes,
            Optional<String> owner,
            Optional<Identity> identity) {
        return new Principal(id, ids.ledgerId(), kind, roles, attributes, owner, identity, true);
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
        principal.identity().ifPresent(identity -> identify(tenant, principal.id(), identity, key));
        return principal;
    }

    private void identify(Tenant tenant, String principal, Identity identity, String key) {
        if (!rows.insertIdentity(tenant, principal, identity, key)) {
            throw Problem.conflict(
                            "identity.exists",
                            "`" + identity.subject() + "` of `" + identity.issuer() + "` signs in as another principal",
                            "take the identity from that principal first, or correct `/identity`")
                    .raise();
        }
    }

    private static Problem taken(String id) {
        return Problem.conflict(
                "principal.exists", "there is a principal `" + id + "` already", "choose another id, or use that one");
    }

    private void requireSound(Tenant tenant, Principal principal) {
        principal.owner().ifPresent(owner -> requireOwner(tenant, principal, owner));
        if (principal.identity().isPresent() && !principal.human()) {
            throw Problem.unprocessable(
                            "principal.identity",
                            "`" + principal.id() + "` is a service, which does not sign in as a person",
                            "leave `/identity` out and issue tokens for it with `POST /api/v1/tokens`")
                    .raise();
        }
    }

    private void requireOwner(Tenant tenant, Principal principal, String owner) {
        if (principal.human()) {
            throw Problem.unprocessable(
                            "principal.owner",
                            "`" + principal.id() + "` is a human, who answers for herself",
                            "leave `/owner` out, or register a principal of kind `service`")
                    .raise();
        }
        if (active(tenant, owner).filter(Principal::human).isEmpty()) {
            throw Problem.unprocessable(
                            "principal.owner",
                            "`/owner` is `" + owner + "`, which is no registered human, or may not act any more",
                            "register the person with `POST /api/v1/principals` first")
                    .raise();
        }
    }

    private static Json json(Principal principal) {
        Map<String, Json> members = new TreeMap<>();
        members.put("id", new Json.Str(principal.id()));
        members.put("kind", new Json.Str(principal.kind()));
        members.put("roles", Columns.json(principal.roles()));
        members.put("attributes", Columns.json(principal.attributes()));
        principal.owner().ifPresent(owner -> members.put("owner", new Json.Str(owner)));
        principal.identity().ifPresent(identity -> members.put("identity", json(identity)));
        return new Json.Obj(members);
    }

    private static Json json(Identity identity) {
        return new Json.Obj(
                Map.of("issuer", new Json.Str(identity.issuer()), "subject", new Json.Str(identity.subject())));
    }
}
