package dev.writ.api.notification;

import dev.writ.api.audit.Journal;
import dev.writ.api.audit.Recorded;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** The secrets that webhooks are signed with: encrypted where they are stored, shown once, and replaced without a gap. */
@Service
class WebhookSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSecrets.class);

    /** How long the older secret is used beside the new one. */
    private static final Duration OVERLAP = Duration.ofHours(24);

    /** Most secrets of one webhook at once, each of which is a signature in a header. */
    private static final int MOST = 5;

    private final WebhookRepository rows;
    private final WebhookKey keys;
    private final Journal journal;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;
    private final AtomicBoolean signs = new AtomicBoolean();

    WebhookSecrets(
            WebhookRepository rows, WebhookKey keys, Journal journal, Ids ids, SecureRandom random, Clock clock) {
        this.rows = rows;
        this.keys = keys;
        this.journal = journal;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A secret that replaces another one.
     *
     * @param secret what the receiver verifies with from now on; shown once
     * @param olderUntil until when it is signed with the older one, too; empty if it is not
     */
    record Replaced(String secret, Optional<Instant> olderUntil) {}

    /**
     * Whether this node can sign: it has the key that the secrets are encrypted with.
     *
     * @throws StartFailure if its key is another one
     */
    boolean canSign() {
        if (signs.get()) {
            return true;
        }
        Optional<SecretBox> own = keys.read();
        if (own.isEmpty()) {
            return false;
        }
        List<String> used = rows.keyIds();
        if (!used.isEmpty() && !used.contains(own.get().id())) {
            throw new StartFailure("the key of webhooks `" + keys.file()
                    + "` is not the one that their secrets are encrypted with; copy that file from a node that sends"
                    + " webhooks");
        }
        signs.set(!used.isEmpty());
        return true;
    }

    /** Warns, at the start, of a node that leaves webhooks to the others. */
    void warnIfIdle() {
        if (!canSign() && !rows.keyIds().isEmpty()) {
            LOG.warn("this node sends no webhooks: copy `{}` from a node that does, and start again", keys.file());
        }
    }

    /** The key to encrypt with, made if no node has one; 503 if others have one and this node has not. */
    SecretBox box() {
        List<String> used = rows.keyIds();
        if (used.isEmpty()) {
            return keys.readOrMake();
        }
        return keys.read()
                .filter(own -> used.contains(own.id()))
                .orElseThrow(() -> keyMissing().raise());
    }

    /** Makes the secret of a webhook, within a change; 503 if the tenant's secrets are encrypted with another key. */
    String make(Tenant tenant, UUID webhook, SecretBox box) {
        if (!rows.agree(tenant, box.id())) {
            throw keyMissing().raise();
        }
        byte[] secret = Signature.secret(random);
        rows.insertSecret(tenant, ids.ordered(), webhook, box.seal(owner(tenant, webhook), secret));
        return Signature.shown(secret);
    }

    /**
     * Replaces the secret of a webhook; 404 or 409 if it takes nothing, 409 if there are too many secrets at once.
     *
     * @param atOnce whether the older ones are not used any more, as when somebody else knows them
     */
    Recorded<Replaced> replace(Caller caller, UUID webhook, boolean atOnce) {
        Tenant tenant = caller.tenant();
        SecretBox box = box();
        return journal.commit(tenant, drafts -> {
            if (!rows.lock(tenant, webhook)) {
                throw Webhooks.unknown(webhook).raise();
            }
            Instant now = Instant.ofEpochMilli(clock.millis());
            Optional<Instant> until = atOnce ? Optional.empty() : Optional.of(now.plus(OVERLAP));
            if (atOnce) {
                rows.removeSecrets(tenant, webhook);
            } else if (rows.secrets(tenant, webhook, now).size() == MOST) {
                throw tooMany(webhook).raise();
            }
            until.ifPresent(end -> rows.endSecrets(tenant, webhook, now, end));
            String shown = make(tenant, webhook, box);
            drafts.add(
                    Webhooks.draft("webhook.secret_replaced", webhook)
                            .withPrincipal("by", caller.ledgerId())
                            .withBody(new Json.Obj(Map.of(
                                    "webhook",
                                    new Json.Str(webhook.toString()),
                                    "older_until",
                                    new Json.Str(until.orElse(now).toString())))),
                    Map.of());
            return new Replaced(shown, until);
        });
    }

    /** The secrets to sign with now, the newest first; empty if this node cannot read one of them. */
    List<Bytes> open(Tenant tenant, UUID webhook) {
        Optional<SecretBox> box = keys.read();
        List<Bytes> stored = rows.secrets(tenant, webhook, clock.instant());
        List<Bytes> open = stored.stream()
                .flatMap(secret -> box.flatMap(key -> key.open(owner(tenant, webhook), secret.toArray())).stream())
                .map(Bytes::of)
                .toList();
        return open.size() == stored.size() ? open : List.of();
    }

    /** Removes what is used no more. */
    void forget() {
        rows.forgetSecrets(clock.instant());
    }

    private static String owner(Tenant tenant, UUID webhook) {
        return tenant.name() + "/" + webhook;
    }

    private static Problem tooMany(UUID webhook) {
        return Problem.conflict(
                "webhook.secrets",
                "the webhook `" + webhook + "` has " + MOST + " secrets that are still used",
                "wait until the oldest ends, or send `{\"at_once\": true}`");
    }

    private static Problem keyMissing() {
        return Problem.unavailable(
                "webhook.key_missing",
                "this node has not the key that the secrets of webhooks are encrypted with",
                "ask another node, and tell the operator to copy `notification/webhook.key` from it");
    }
}
