package dev.writ.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.SharedService;
import dev.writ.api.SharedService.People;
import dev.writ.api.Until;
import dev.writ.ledger.entry.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The endpoints of webhooks at a service that sends to public addresses only. */
@ExtendWith(SharedService.class)
@Tag("database")
class WebhookEndpointsTest {
    private final People people;

    WebhookEndpointsTest(People people) {
        this.people = people;
    }

    private Client.Answer register(Client client, String url, List<String> events) {
        return client.post(
                "/api/v1/webhooks", Client.json(Map.of("url", new Json.Str(url), "events", Client.texts(events))));
    }

    @Test
    void theWayIntoTheServicesOwnNetworkIsClosed() {
        String id = register(people.admin(), "https://127.0.0.1:1/", List.of("permit.changed"))
                .expect(201)
                .text("id");
        people.admin().post("/api/v1/webhooks/" + id + "/test", "{}").expect(202);
        String path = "/api/v1/webhooks/" + id + "/deliveries?state=pending";
        Until.that("tried", () -> people.admin().get(path).body().contains("last_error"));

        assertThat(people.admin().get(path).text("items", "0", "last_error"))
                .isEqualTo("the host's address is not a public one");
        String delivery = people.admin().get(path).text("items", "0", "id");
        people.admin()
                .post("/api/v1/webhooks/" + id + "/deliveries/" + delivery + "/redelivery", "{}")
                .expectProblem(409, "delivery.pending");
        people.admin().delete("/api/v1/webhooks/" + id).expect(204);
        people.admin().delete("/api/v1/webhooks/" + id).expectProblem(404, "webhook.unknown");
    }

    @Test
    void anIntegratorManagesWebhooksAndNobodyElseDoes() {
        Client integrator =
                people.service().principal(people.admin(), "integrator", List.of("integrator"), List.of("admin"));
        String id = register(integrator, "https://hooks.example/i", Plans.events())
                .expect(201)
                .text("id");
        assertThat(integrator.get("/api/v1/webhooks?limit=200").expect(200).body())
                .contains(id);
        register(people.steward(), "https://hooks.example/s", Plans.events()).expect(403);
        integrator.delete("/api/v1/webhooks/" + id).expect(204);
        assertThat(integrator.get("/api/v1/webhooks?limit=200").body()).doesNotContain(id);
    }

    @Test
    void badInputIsRefusedWithAReason() {
        Client admin = people.admin();
        register(admin, "http://hooks.example/", Plans.events()).expectProblem(422, "webhook.url");
        register(admin, "http://127.0.0.1/", Plans.events()).expectProblem(422, "webhook.url");
        register(admin, "https://hooks.example/", List.of()).expectProblem(422, "webhook.events");
        var unknown = register(admin, "https://hooks.example/", List.of("permit.change"));
        unknown.expectProblem(422, "field.value");
        assertThat(unknown.text("detail")).contains("`permit.changed`");
        admin.post("/api/v1/webhooks", "{\"url\":\"https://hooks.example/\",\"secret\":\"mine\"}")
                .expectProblem(422, "field.unknown");
        admin.get("/api/v1/mail/deliveries?state=lost").expectProblem(400, "delivery.state");
        admin.get("/api/v1/mail/deliveries?cursor=bm90LWFuLWlk").expectProblem(400, "cursor.invalid");
        admin.post("/api/v1/webhooks/none/test", "{}").expectProblem(404, "webhook.unknown");
        admin.post("/api/v1/mail/deliveries/00000000-0000-0000-0000-000000000000/redelivery", "{}")
                .expectProblem(404, "delivery.unknown");
    }
}
