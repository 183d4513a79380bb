package dev.writ.api.notification;

import dev.writ.api.identity.Principals;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes notices and one delivery for each receiver within the change that they tell of; {@link Dispatcher} sends them. */
@Service
class OutboxNotices implements Notices {
    private final DeliveryRepository rows;
    private final WebhookRepository webhooks;
    private final Principals principals;
    private final boolean mail;
    private final Ids ids;
    private final Clock clock;

    OutboxNotices(
            DeliveryRepository rows,
            WebhookRepository webhooks,
            Principals principals,
            ServeOptions options,
            Ids ids,
            Clock clock) {
        this.rows = rows;
        this.webhooks = webhooks;
        this.principals = principals;
        this.mail = options.outbound().smtp().isPresent();
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void add(Tenant tenant, Notice notice) {
        String event = notice.event().word();
        List<UUID> hooks = webhooks.active(tenant).stream()
                .filter(webhook -> webhook.events().contains(event))
                .map(Webhook::id)
                .toList();
        List<String> people = mail
                ? notice.recipients().stream()
                        .distinct()
                        .filter(id -> hasAddress(tenant, id))
                        .toList()
                : List.of();
        if (hooks.isEmpty() && people.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        UUID id = insert(tenant, event, notice.about(), notice.data(), now);
        hooks.forEach(hook -> rows.insert(tenant, ids.ordered(), id, hook.toString(), Optional.empty(), now));
        people.forEach(person -> rows.insert(tenant, ids.ordered(), id, Outgoing.MAIL, Optional.of(person), now));
    }

    /** Adds a notice to one webhook only; the id of its delivery. */
    UUID addTest(Tenant tenant, UUID webhook) {
        Instant now = clock.instant();
        UUID notice = insert(tenant, Outgoing.TEST, "/api/v1/webhooks/" + webhook, new Json.Obj(Map.of()), now);
        UUID delivery = ids.ordered();
        rows.insert(tenant, delivery, notice, webhook.toString(), Optional.empty(), now);
        return delivery;
    }

    private boolean hasAddress(Tenant tenant, String id) {
        return principals
                .active(tenant, id)
                .map(found -> found.attributes().containsKey(MailAddress.ATTRIBUTE))
                .orElse(false);
    }

    private UUID insert(Tenant tenant, String event, String about, Json.Obj content, Instant now) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a notice is added within the change that it tells of");
        }
        UUID id = ids.ordered();
        rows.insertNotice(tenant, id, event, about, content, now);
        // The change may draft entries after this; the mark has to lie behind all of them.
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                rows.mark(tenant, id);
            }
        });
        return id;
    }
}
