package dev.writ.api.notification;

import dev.writ.api.Client;
import dev.writ.api.RunningService;
import dev.writ.api.audit.Journal;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import java.util.List;
import java.util.Map;

/** What tests do with a service that sends notices. */
final class Hooks {
    private final RunningService service;
    private final Client admin;

    Hooks(RunningService service, Client admin) {
        this.service = service;
        this.admin = admin;
    }

    /** Registers a webhook for every event. */
    Client.Answer register(String url) {
        return admin.post(
                        "/api/v1/webhooks",
                        Client.json(Map.of("url", new Json.Str(url), "events", Client.texts(Plans.events()))))
                .expect(201);
    }

    /** Adds a notice as a room would, with an entry of its own. */
    void notify(List<String> recipients, String action) {
        service.context().getBean(Journal.class).commit(Tenant.MAIN, drafts -> {
            service.context().getBean(Notices.class).add(Tenant.MAIN, notice(recipients, action));
            return drafts.add(EntryDraft.of("test.noticed", Outcome.RECORDED), Map.of());
        });
    }

    static Notice notice(List<String> recipients, String action) {
        return new Notice(
                Notice.Event.WAITING,
                "/api/v1/change-requests/0199f0c2-7d2e-7a51-9c3e-3b0c6f1d2a44",
                recipients,
                new Json.Obj(
                        Map.of("action", new Json.Str(action), "expires_at", new Json.Str("2026-12-24T18:00:00Z"))));
    }

    Client.Answer deliveries(String webhook, String state) {
        return admin.get("/api/v1/webhooks/" + webhook + "/deliveries?state=" + state)
                .expect(200);
    }

    /** Whether that many deliveries are in the state. */
    boolean are(int number, String webhook, String state) {
        return deliveries(webhook, state).items("items").size() == number;
    }
}
