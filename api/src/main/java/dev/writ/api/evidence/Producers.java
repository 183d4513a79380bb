package dev.writ.api.evidence;

import dev.writ.api.audit.Journal;
import dev.writ.api.audit.Recorded;
import dev.writ.api.identity.Principals;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.TreeHash;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The keys that may sign evidence. A revoked key makes all its evidence count for nothing. */
@Service
class Producers {
    private final ProducerRepository rows;
    private final Principals principals;
    private final Journal journal;
    private final Clock clock;

    Producers(ProducerRepository rows, Principals principals, Journal journal, Clock clock) {
        this.rows = rows;
        this.principals = principals;
        this.journal = journal;
        this.clock = clock;
    }

    Optional<Producer> live(Tenant tenant, String keyid) {
        return rows.live(tenant, keyid);
    }

    /** Registers a key of a principal; 422 if there is no such principal, 409 if the key id is taken. */
    Recorded<Producer> register(Caller caller, Producer producer) {
        var principal = principals
                .find(caller.tenant(), producer.id())
                .orElseThrow(() -> Problem.unprocessable(
                                "principal.unknown",
                                "there is no principal `" + producer.id() + "` that could sign with this key",
                                "register it with `POST /api/v1/principals` first, with the role `producer`")
                        .raise());
        return journal.commit(caller.tenant(), drafts -> {
            var draft = EntryDraft.of("producer.registered", Outcome.RECORDED)
                    .withPrincipal("producer", principal.ledgerId())
                    .withPrincipal("by", caller.ledgerId())
                    .withDigest("public_key", TreeHash.sha256(producer.publicKey()));
            String key = drafts.add(draft, Map.of("keyid", new Json.Str(producer.keyid())));
            if (!rows.insert(caller.tenant(), producer, clock.instant(), key)) {
                throw Problem.conflict(
                                "producer.exists",
                                "there is a producer key `" + producer.keyid() + "` already",
                                "choose another `keyid`")
                        .raise();
            }
            return producer;
        });
    }

    /** Revokes a key at once; 404 if there is none, or it is revoked already. */
    Recorded<String> revoke(Caller caller, String keyid) {
        return journal.commit(caller.tenant(), drafts -> {
            if (!rows.revoke(caller.tenant(), keyid, clock.instant())) {
                throw Problem.notFound(
                                "producer.unknown",
                                "there is no producer key `" + keyid + "` that could be revoked",
                                "send the `keyid` of a registered key")
                        .raise();
            }
            var draft = EntryDraft.of("producer.revoked", Outcome.RECORDED).withPrincipal("by", caller.ledgerId());
            drafts.add(draft, Map.of("keyid", new Json.Str(keyid)));
            return keyid;
        });
    }
}
