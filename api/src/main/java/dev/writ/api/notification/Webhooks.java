package dev.writ.api.notification;

import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Journal;
import dev.writ.api.audit.Recorded;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.Bytes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** The webhooks of a tenant and their secrets. */
@Service
class Webhooks {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final int MOST = 100;

    private final WebhookRepository rows;
    private final DeliveryRepository deliveries;
    private final OutboxNotices notices;
    private final WebhookKey keys;
    private final Journal journal;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;
    private final AtomicBoolean signs = new AtomicBoolean();

    Webhooks(
            WebhookRepository rows,
            DeliveryRepository deliveries,
            OutboxNotices notices,
            WebhookKey keys,
            Journal journal,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.notices = notices;
        this.keys = keys;
        this.journal = journal;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A webhook that was just registered.
     *
     * @param webhook what is known of it
     * @param secret what its receiver verifies with; shown once
     */
    record Made(Webhook webhook, String secret) {}

    /** Where to send to, and what to sign with. */
    record Target(String url, Bytes secret) {}

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

    Optional<Webhook> find(Tenant tenant, UUID id) {
        return rows.find(tenant, id);
    }

    /** The webhook; 404 if there is none. */
    Webhook require(Tenant tenant, UUID id) {
        return find(tenant, id).orElseThrow(() -> unknown(id).raise());
    }

    List<Webhook> page(Tenant tenant, Optional<UUID> cursor, int limit) {
        return rows.page(tenant, cursor, limit);
    }

    /** What is needed to send; empty if the webhook is disabled or removed. */
    Optional<Target> target(Tenant tenant, UUID id) {
        return rows.target(tenant, id)
                .flatMap(found -> keys.read()
                        .flatMap(box ->
                                box.open(owner(tenant, id), found.secret().toArray()))
                        .map(secret -> new Target(found.url(), Bytes.of(secret))));
    }

    /** Registers a webhook; 422 if there are too many, 503 if this node lacks the key of the others. */
    Recorded<Made> register(Caller caller, String url, List<String> events, String description) {
        Tenant tenant = caller.tenant();
        if (rows.registered(tenant) >= MOST) {
            throw Problem.unprocessable(
                            "webhook.too_many", "there are " + MOST + " webhooks already", "remove one of them first")
                    .raise();
        }
        if (keys.read().isEmpty() && !rows.keyIds().isEmpty()) {
            throw keyMissing().raise();
        }
        SecretBox box = keys.readOrMake();
        byte[] secret = Signature.secret(random);
        var webhook = new Webhook(ids.ordered(), url, events, description, clock.instant(), Optional.empty());
        return journal.commit(tenant, drafts -> {
            if (!rows.agree(tenant, box.id())) {
                throw keyMissing().raise();
            }
            String key = add(drafts, caller, webhook);
            rows.insert(tenant, webhook, box.seal(owner(tenant, webhook.id()), secret), key);
            return new Made(webhook, Signature.shown(secret));
        });
    }

    /** A URL may hold what others must not know, so the entry only commits to it. */
    private static String add(Drafts drafts, Caller caller, Webhook webhook) {
        var draft = draft("webhook.registered", webhook.id())
                .withPrincipal("by", caller.ledgerId())
                .withBody(new Json.Obj(Map.of(
                        "webhook", new Json.Str(webhook.id().toString()), "events", Columns.json(webhook.events()))));
        return drafts.add(
                draft,
                Map.of(
                        "url", new Json.Str(webhook.url()),
                        "description", new Json.Str(webhook.description())));
    }

    /** Removes a webhook, its secret and its deliveries; 404 if there is none. */
    void remove(Caller caller, UUID id) {
        Tenant tenant = caller.tenant();
        require(tenant, id);
        journal.commit(tenant, drafts -> {
            if (!rows.remove(tenant, id, clock.instant())) {
                throw unknown(id).raise();
            }
            deliveries.remove(tenant, id.toString());
            return drafts.add(draft("webhook.removed", id).withPrincipal("by", caller.ledgerId()), Map.of());
        });
    }

    /** Sends a test to a webhook; the id of the delivery. 409 if it is disabled. */
    Recorded<UUID> test(Caller caller, UUID id) {
        requireActive(caller.tenant(), id);
        return journal.commit(caller.tenant(), drafts -> {
            UUID delivery = notices.addTest(caller.tenant(), id);
            drafts.add(draft("webhook.tested", id).withPrincipal("by", caller.ledgerId()), Map.of());
            return delivery;
        });
    }

    /** The webhook; 404 if there is none, 409 if it is disabled. */
    void requireActive(Tenant tenant, UUID id) {
        if (require(tenant, id).disabledAt().isPresent()) {
            throw Problem.conflict(
                            "webhook.disabled",
                            "the receiver of the webhook `" + id + "` answered 410, so that nothing is sent to it",
                            "register it again")
                    .raise();
        }
    }

    /** A draft about a webhook. */
    static EntryDraft draft(String type, UUID id) {
        return EntryDraft.of(type, Outcome.RECORDED)
                .withBody(new Json.Obj(Map.of("webhook", new Json.Str(id.toString()))));
    }

    private static String owner(Tenant tenant, UUID id) {
        return tenant.name() + "/" + id;
    }

    private static Problem unknown(UUID id) {
        return Problem.notFound(
                "webhook.unknown",
                "there is no webhook `" + id + "`",
                "see `GET /api/v1/webhooks` for those there are");
    }

    private static Problem keyMissing() {
        return Problem.unavailable(
                "webhook.key_missing",
                "this node has not the key that the secrets of webhooks are encrypted with",
                "ask another node, and tell the operator to copy `notification/webhook.key` from it");
    }
}
