package dev.writ.api.notification;

import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Journal;
import dev.writ.api.audit.Recorded;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Service;

/** What became of notices: done, tried again later, or given up, which is an entry in the log. */
@Service
class Deliveries {
    private static final String UNWANTED = "the receiver wants no more notices";

    private final DeliveryRepository rows;
    private final WebhookRepository webhooks;
    private final Journal journal;
    private final Clock clock;

    Deliveries(DeliveryRepository rows, WebhookRepository webhooks, Journal journal, Clock clock) {
        this.rows = rows;
        this.webhooks = webhooks;
        this.journal = journal;
        this.clock = clock;
    }

    List<Delivery> page(Tenant tenant, String receiver, Optional<String> state, Optional<UUID> cursor, int limit) {
        return rows.page(tenant, receiver, state, cursor, limit);
    }

    /** Sends once more what has ended; 404 if there is no such delivery, 409 if it is under way. */
    Recorded<UUID> again(Caller caller, String receiver, UUID id) {
        Tenant tenant = caller.tenant();
        if (!rows.exists(tenant, receiver, id)) {
            throw Problem.notFound(
                            "delivery.unknown",
                            "there is no delivery `" + id + "` to this receiver",
                            "list its deliveries, and send the `id` of one")
                    .raise();
        }
        return journal.commit(tenant, drafts -> {
            if (!rows.revive(tenant, receiver, id, clock.instant())) {
                throw Problem.conflict(
                                "delivery.pending",
                                "the delivery `" + id + "` is being tried already",
                                "wait until it is delivered or dead")
                        .raise();
            }
            drafts.add(draft("redelivery", receiver, id, Map.of()).withPrincipal("by", caller.ledgerId()), Map.of());
            return id;
        });
    }

    /** Writes down how an attempt went; what has been taken over by another node meanwhile stays as that one left it. */
    void settle(Outgoing ours, Attempt attempt, DeliveryPlan plan, Instant now, RandomGenerator random) {
        switch (attempt) {
            case Attempt.Delivered(Optional<Integer> status) -> rows.delivered(ours, status);
            case Attempt.Failed(Optional<Integer> status, String why) -> {
                Optional<Duration> wait = plan.waitAfter(ours.attempts(), random);
                if (wait.isPresent()) {
                    rows.again(ours, now.plus(wait.get()), status, why);
                } else {
                    giveUp(ours, status, why);
                }
            }
            case Attempt.Refused(Optional<Integer> status, String why) -> giveUp(ours, status, why);
            case Attempt.Gone(int status) -> disable(ours, status, now);
        }
    }

    /** Nothing is sent again for want of a log that takes the entry: that it ended is written before the log is asked. */
    private void giveUp(Outgoing ours, Optional<Integer> status, String why) {
        if (ours.end().isEmpty() && !rows.giveUp(ours, status, Optional.of(why))) {
            return;
        }
        journal.commit(ours.tenant(), drafts -> {
            dead(drafts, ours, status, why);
            return ours.id();
        });
    }

    private void dead(Drafts drafts, Outgoing ours, Optional<Integer> status, String why) {
        if (rows.dead(ours, status, why)) {
            Map<String, Json> more = new TreeMap<>();
            more.put("attempts", new Json.Num(ours.attempts()));
            more.put("event", new Json.Str(ours.event()));
            more.put("error", new Json.Str(why));
            status.ifPresent(code -> more.put("status", new Json.Num(code)));
            String key = drafts.add(draft("dead_letter", ours.receiver(), ours.id(), more), Map.of());
            rows.tell(ours.tenant(), ours.id(), key);
        }
    }

    private void disable(Outgoing ours, int status, Instant now) {
        if (ours.end().isEmpty() && !rows.giveUp(ours, Optional.of(status), Optional.empty())) {
            return;
        }
        journal.commit(ours.tenant(), drafts -> {
            if (webhooks.disable(ours.tenant(), ours.webhook(), now)) {
                String key = drafts.add(
                        draft("disabled", ours.receiver(), ours.id(), Map.of("status", new Json.Num(status))),
                        Map.of());
                rows.abandon(ours.tenant(), ours.receiver(), status, UNWANTED, key);
            } else {
                dead(drafts, ours, Optional.of(status), UNWANTED);
            }
            return ours.id();
        });
    }

    private static EntryDraft draft(String what, String receiver, UUID delivery, Map<String, Json> more) {
        Map<String, Json> body = new TreeMap<>(more);
        body.put("delivery", new Json.Str(delivery.toString()));
        boolean mail = receiver.equals(Outgoing.MAIL);
        if (!mail) {
            body.put("webhook", new Json.Str(receiver));
        }
        return EntryDraft.of((mail ? "mail." : "webhook.") + what, Outcome.RECORDED)
                .withBody(new Json.Obj(body));
    }
}
