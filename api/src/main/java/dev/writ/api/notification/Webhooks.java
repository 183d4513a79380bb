package dev.writ.api.notification;

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
import dev.writ.ledger.merkle.Bytes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The webhooks of a tenant. */
@Service
class Webhooks {
    private static final int MOST = 100;

    private final WebhookRepository rows;
    private final DeliveryRepository deliveries;
    private final OutboxNotices notices;
    private final WebhookSecrets secrets;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    Webhooks(
            WebhookRepository rows,
            DeliveryRepository deliveries,
            OutboxNotices notices,
            WebhookSecrets secrets,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.notices = notices;
        this.secrets = secrets;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A webhook that was just registered.
     *
     * @param webhook what is known of it
     * @param secret what its receiver verifies with; shown once
     */
    record Made(Webhook webhook, String secret) {}

    /**
     * Where to send to, and what to sign with.
     *
     * @param secrets the newest first; none if this node cannot read them
     */
    record Target(String url, List<Bytes> secrets) {
        Target {
            secrets = List.copyOf(secrets);
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

    /** Where to send to, and what to sign with; empty if the webhook is disabled or removed. */
    Optional<Target> target(Tenant tenant, UUID id) {
        return rows.url(tenant, id).map(url -> new Target(url, secrets.open(tenant, id)));
    }

    /** Registers a webhook; 422 if there are too many, 503 if this node lacks the key of the others. */
    Recorded<Made> register(Caller caller, String url, List<String> events, String description) {
        Tenant tenant = caller.tenant();
        if (rows.registered(tenant) >= MOST) {
            throw Problem.unprocessable(
                            "webhook.too_many", "there are " + MOST + " webhooks already", "remove one of them first")
                    .raise();
        }
        SecretBox box = secrets.box();
        var webhook = new Webhook(ids.ordered(), url, events, description, clock.instant(), Optional.empty());
        return journal.commit(tenant, drafts -> {
            rows.insert(tenant, webhook, add(drafts, caller, webhook));
            return new Made(webhook, secrets.make(tenant, webhook.id(), box));
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
            rows.removeSecrets(tenant, id);
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

    /** What callers hear of a webhook that is not there. */
    static Problem unknown(UUID id) {
        return Problem.notFound(
                "webhook.unknown",
                "there is no webhook `" + id + "`",
                "see `GET /api/v1/webhooks` for those there are");
    }
}
