package dev.writ.api.identity;

import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Journal;
import dev.writ.api.audit.Recorded;
import dev.writ.api.identity.PrincipalRepository.Newest;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.EntityTags;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.IfMatch;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Service;

/** The principals of a tenant. */
@Service
public class Principals {
    /** Types of the entries. */
    static final String REGISTERED = "principal.registered";

    static final String CHANGED = "principal.changed";
    static final String DEACTIVATED = "principal.deactivated";
    static final String ACTIVATED = "principal.activated";

    private final PrincipalRepository rows;
    private final TokenRepository tokens;
    private final People people;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    Principals(PrincipalRepository rows, TokenRepository tokens, People people, Journal journal, Ids ids, Clock clock) {
        this.rows = rows;
        this.tokens = tokens;
        this.people = people;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** The principal of that id, as far as it is in the log, whether or not it may still act. */
    public Optional<Principal> find(Tenant tenant, String id) {
        return rows.find(tenant, id);
    }

    /** The principal of that id, if it is in the log and may act: a service may as long as its owner may. */
    public Optional<Principal> active(Tenant tenant, String id) {
        return rows.active(tenant, id);
    }

    /**
     * Keeps principals from being changed, and from being held by others, until the change is over that this is called within.
     *
     * @param ids in whatever order; those that there are none of are left out
     */
    public void hold(Tenant tenant, Collection<String> ids) {
        new TreeSet<>(ids).forEach(id -> rows.lock(tenant, id));
    }

    List<Principal> page(Tenant tenant, String cursor, int limit) {
        return rows.page(tenant, cursor, limit);
    }

    /** Registers a principal; 409 if the id or the identity is taken, 422 if it may not have this owner or identity. */
    Recorded<Principal> register(Caller caller, Principal principal) {
        requireSound(caller.tenant(), principal);
        return journal.commit(caller.tenant(), drafts -> add(drafts, caller.tenant(), principal, caller.ledgerId()));
    }

    /**
     * Replaces what can change of a principal; 404 if there is none, else as {@link #register}.
     *
     * @param read the states that the caller has read; 412 if it is in another one
     */
    Recorded<Principal> change(
            Caller caller,
            String id,
            List<String> roles,
            Map<String, String> attributes,
            Optional<String> owner,
            Optional<Identity> identity,
            Optional<IfMatch> read) {
        Tenant tenant = caller.tenant();
        Principal known = find(tenant, id).orElseThrow(() -> unknown(id).raise());
        requireSound(
                tenant,
                new Principal(id, known.ledgerId(), known.kind(), roles, attributes, owner, identity, known.active()));
        return journal.commit(tenant, drafts -> {
            Newest before = lock(tenant, id);
            requireRead(before.principal(), read);
            Principal after = new Principal(
                    id,
                    known.ledgerId(),
                    known.kind(),
                    roles,
                    attributes,
                    owner,
                    identity,
                    before.principal().active());
            String key = drafts.add(draft(CHANGED, after, caller), Map.of("principal", json(after)));
            insert(tenant, before, after, key);
            if (!identity.equals(before.principal().identity())) {
                before.principal().identity().ifPresent(was -> people.remember(tenant, id, was));
                rows.removeIdentity(tenant, id);
                identity.ifPresent(is -> identify(tenant, id, is, key));
            }
            return after;
        });
    }

    /**
     * Has a principal act no more, and revokes its tokens; 404 if there is none, 409 if it is the caller or does not act already.
     *
     * @param read the states that the caller has read; 412 if it is in another one
     */
    Recorded<Principal> deactivate(Caller caller, String id, String reason, Optional<IfMatch> read) {
        if (id.equals(caller.id())) {
            throw Problem.conflict(
                            "principal.self",
                            "`" + id + "` is you: nobody would be left to undo it",
                            "ask another administrator")
                    .raise();
        }
        return journal.commit(caller.tenant(), drafts -> {
            Newest before = lock(caller.tenant(), id);
            requireRead(before.principal(), read);
            if (!before.principal().active()) {
                throw stateConflict(id, "does not act already").raise();
            }
            Principal after = before.principal().with(false);
            int revoked = tokens.revokeAll(caller.tenant(), id, clock.instant());
            var draft = draft(DEACTIVATED, after, caller)
                    .withBody(new Json.Obj(Map.of("tokens_revoked", new Json.Num(revoked))));
            insert(caller.tenant(), before, after, drafts.add(draft, Map.of("reason", new Json.Str(reason))));
            return after;
        });
    }

    /**
     * Has a principal act again; 404 if there is none, 409 if it does.
     *
     * @param read the states that the caller has read; 412 if it is in another one
     */
    Recorded<Principal> activate(Caller caller, String id, String reason, Optional<IfMatch> read) {
        return journal.commit(caller.tenant(), drafts -> {
            Newest before = lock(caller.tenant(), id);
            requireRead(before.principal(), read);
            if (before.principal().active()) {
                throw stateConflict(id, "may act already").raise();
            }
            Principal after = before.principal().with(true);
            var draft = draft(ACTIVATED, after, caller);
            insert(caller.tenant(), before, after, drafts.add(draft, Map.of("reason", new Json.Str(reason))));
            return after;
        });
    }

    private static void requireRead(Principal principal, Optional<IfMatch> read) {
        read.ifPresent(of -> of.require("the principal `" + principal.id() + "`", tag(principal)));
    }

    private Newest lock(Tenant tenant, String id) {
        return rows.lock(tenant, id).orElseThrow(() -> unknown(id).raise());
    }

    private void insert(Tenant tenant, Newest before, Principal after, String key) {
        if (!rows.insertState(tenant, after, before.version() + 1, clock.instant(), key)) {
            throw stateConflict(after.id(), "was changed by somebody else at the same time")
                    .raise();
        }
    }

    private static EntryDraft draft(String type, Principal principal, Caller by) {
        return EntryDraft.of(type, Outcome.RECORDED)
                .withPrincipal("principal", principal.ledgerId())
                .withPrincipal("by", by.ledgerId());
    }

    private static Problem stateConflict(String id, String what) {
        return Problem.conflict(
                "principal.state",
                "the principal `" + id + "` " + what,
                "read it with `GET /api/v1/principals/" + id + "` and send what is still to be done");
    }

    /** The problem of an id that nobody has. */
    static Problem unknown(String id) {
        return Problem.notFound(
                "principal.unknown",
                "there is no principal `" + id + "`",
                "see `GET /api/v1/principals` for the principals that there are");
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
        var draft = EntryDraft.of(REGISTERED, Outcome.RECORDED)
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
        people.pair(tenant, principal, identity);
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

    /** The tag of what callers see of a principal. */
    static String tag(Principal principal) {
        return EntityTags.of(
                new Json.Obj(Map.of("principal", json(principal), "active", new Json.Bool(principal.active()))));
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
