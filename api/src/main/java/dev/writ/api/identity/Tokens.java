package dev.writ.api.identity;

import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Journal;
import dev.writ.api.audit.Recorded;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.Tenants;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Issues, revokes and recognises API tokens. */
@Service
class Tokens {
    private static final int LONGEST_SECRET = 200;

    private final Tenants tenants;
    private final TokenRepository rows;
    private final PrincipalRepository principals;
    private final Journal journal;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;

    Tokens(
            Tenants tenants,
            TokenRepository rows,
            PrincipalRepository principals,
            Journal journal,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        this.tenants = tenants;
        this.rows = rows;
        this.principals = principals;
        this.journal = journal;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A token that was just issued.
     *
     * @param token what is known of it
     * @param secret what the bearer presents; shown once, stored nowhere
     */
    record Issued(Token token, String secret) {}

    /** Whom the secret stands for; empty if it is unknown, expired or revoked, or its principal may not act. */
    Optional<Caller> authenticate(String secret) {
        if (secret.length() > LONGEST_SECRET) {
            return Optional.empty();
        }
        return rows.find(Secret.hash(secret), clock.instant())
                .filter(live -> tenants.named(live.tenant().name()).isPresent())
                .filter(live -> Secret.matches(live.hash().toArray(), secret))
                .map(Tokens::caller);
    }

    private static Caller caller(TokenRepository.Live live) {
        Principal holder = live.holder().principal();
        return new Caller(
                live.tenant(),
                holder.id(),
                holder.ledgerId(),
                holder.kind(),
                holder.roles(),
                holder.attributes(),
                live.scopes(),
                live.holder().groups(),
                holder.person(),
                Caller.SignIn.API_TOKEN,
                live.id().toString());
    }

    /**
     * Issues a token for the principal; 422 if there is none that may act. A deactivation at the same time waits, and then revokes
     * this token with the others, or is waited for.
     */
    Recorded<Issued> issue(Caller caller, String id, List<String> scopes, Duration life) {
        Tenant tenant = caller.tenant();
        return journal.commit(tenant, drafts -> {
            boolean active = principals
                    .lock(tenant, id)
                    .filter(newest -> newest.principal().active())
                    .isPresent();
            Principal principal = principals
                    .active(tenant, id)
                    .filter(_ -> active)
                    .orElseThrow(() -> unknown(id).raise());
            return add(drafts, tenant, principal, scopes, life, caller.ledgerId(), with(caller));
        });
    }

    private static Optional<String> with(Caller caller) {
        return Optional.of(caller)
                .filter(by -> by.signIn() == Caller.SignIn.API_TOKEN)
                .map(Caller::credential);
    }

    private static Problem unknown(String id) {
        return Problem.unprocessable(
                "principal.unknown",
                "there is no principal `" + id + "` that may act",
                "register it with `POST /api/v1/principals` first; a service acts as long as its owner may");
    }

    /** As {@link #add(Drafts, Tenant, Principal, List, Duration, String, Optional)}, with no token. */
    Issued add(Drafts drafts, Tenant tenant, Principal principal, List<String> scopes, Duration life, String by) {
        return add(drafts, tenant, principal, scopes, life, by, Optional.empty());
    }

    /**
     * Inserts the row and its draft within a change.
     *
     * @param by who issues it, by the name in the ledger
     * @param with the token that it is issued with, if it is with one
     */
    private Issued add(
            Drafts drafts,
            Tenant tenant,
            Principal principal,
            List<String> scopes,
            Duration life,
            String by,
            Optional<String> with) {
        Instant now = clock.instant();
        var token = new Token(ids.ordered(), principal.id(), scopes, now.plus(life));
        String secret = Secret.fresh(random);
        Map<String, Json> body = new TreeMap<>();
        body.put("token", new Json.Str(token.id().toString()));
        body.put("scopes", Columns.json(scopes));
        body.put("expires_at", new Json.Str(token.expiresAt().toString()));
        with.ifPresent(id -> body.put(TokenIssuers.WITH, new Json.Str(id)));
        var draft = EntryDraft.of(TokenIssuers.ISSUED, Outcome.RECORDED)
                .withPrincipal("principal", principal.ledgerId())
                .withPrincipal("by", by)
                .withBody(new Json.Obj(body));
        String key = drafts.add(draft, Map.of());
        rows.insert(tenant, token, Secret.hash(secret), Secret.end(secret), now, key);
        return new Issued(token, secret);
    }

    /** Tokens after one, in order of time; those of one principal, if one is named. */
    List<TokenRepository.Row> page(Tenant tenant, Optional<String> principal, Optional<UUID> after, int limit) {
        return rows.page(tenant, principal, after, limit);
    }

    /** Revokes a token at once; 404 if there is none, or it is revoked already. */
    Recorded<UUID> revoke(Caller caller, UUID id) {
        return journal.commit(caller.tenant(), drafts -> {
            String principal = rows.revoke(caller.tenant(), id, clock.instant())
                    .orElseThrow(() -> Problem.notFound(
                                    "token.unknown",
                                    "there is no token `" + id + "` that could be revoked",
                                    "send the `id` that came with the token")
                            .raise());
            var draft = EntryDraft.of("token.revoked", Outcome.RECORDED)
                    .withPrincipal("principal", principal)
                    .withPrincipal("by", caller.ledgerId())
                    .withBody(new Json.Obj(Map.of("token", new Json.Str(id.toString()))));
            drafts.add(draft, Map.of());
            return id;
        });
    }
}
