package dev.writ.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import dev.writ.api.Client;
import dev.writ.api.RunningService;
import dev.writ.api.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks from registration to delivery and dead letter, with receivers that do everything that receivers do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksTest {
    private RunningService service;
    private Client admin;
    private Client auditor;
    private Hooks hooks;
    private Path dir;

    @BeforeAll
    void start(@TempDir Path folder) {
        dir = folder;
        service = Plans.start(dir, Plans.fast(2, Duration.ofSeconds(1)));
        admin = service.bootstrap();
        auditor = service.principal(admin, "auditor", List.of("auditor"), List.of("read"));
        hooks = new Hooks(service, admin);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aNoticeArrivesOnceAndItsSignatureIsTheStandardOne() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            var registered = hooks.register(receiver.url());
            String id = registered.text("id");
            String secret = registered.text("secret");
            hooks.notify(List.of(), "promote to production");

            Until.that("delivered", () -> hooks.are(1, id, "delivered"));
            assertThat(receiver.received()).hasSize(1);
            Receiver.Received got = receiver.received().getFirst();
            String body = got.body();
            assertThat(goodUnder(secret, receiver)).isTrue();
            assertThat(got.header("webhook-id"))
                    .isEqualTo("msg_" + hooks.deliveries(id, "delivered").text("items", "0", "id"));
            assertThat(got.header("Content-Type")).startsWith("application/json");
            assertThat(body)
                    .contains("\"type\":\"change-request.waiting\"")
                    .contains("\"about\":\"/api/v1/change-requests/0199f0c2-7d2e-7a51-9c3e-3b0c6f1d2a44\"")
                    .contains("\"url\":\"https://writ.example/api/v1/change-requests/0199f0c2")
                    .contains(
                            "\"data\":{\"action\":\"promote to production\",\"expires_at\":\"2026-12-24T18:00:00Z\"}");
            remove(id);
        }
    }

    @Test
    void theSecretIsShownOnceAndStoredNowhereInClear() throws Exception {
        var registered = hooks.register("https://hooks.example/once");
        String secret = registered.text("secret");
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(admin.get("/api/v1/webhooks").body())
                .contains(registered.text("id"))
                .doesNotContain("whsec_");

        Path key = dir.resolve("notification/webhook.key");
        assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        byte[] raw = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        String content = Files.readString(dir.resolve("writ.mv.db"), StandardCharsets.ISO_8859_1);
        assertThat(content)
                .doesNotContain(secret.substring(6))
                .doesNotContain(new String(raw, StandardCharsets.ISO_8859_1));
        remove(registered.text("id"));
    }

    @Test
    void aSecretIsReplacedWithoutAGapOrAtOnce() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            var registered = hooks.register(receiver.url());
            String id = registered.text("id");
            String first = registered.text("secret");
            var replaced =
                    admin.post("/api/v1/webhooks/" + id + "/secret", "{}").expect(201);
            String second = replaced.text("secret");
            hooks.notify(List.of(), "signed twice");
            Until.that("delivered", () -> hooks.are(1, id, "delivered"));
            assertThat(goodUnder(first, receiver)).isTrue();
            assertThat(goodUnder(second, receiver)).isTrue();
            assertThat(Instant.parse(replaced.text("older_until")))
                    .isBetween(
                            Instant.now().plus(Duration.ofHours(23)),
                            Instant.now().plus(Duration.ofHours(24)));

            String third = admin.post("/api/v1/webhooks/" + id + "/secret", "{\"at_once\":true}")
                    .expect(201)
                    .text("secret");
            hooks.notify(List.of(), "signed once");
            Until.that("delivered", () -> hooks.are(2, id, "delivered"));
            assertThat(goodUnder(third, receiver)).isTrue();
            assertThat(goodUnder(second, receiver)).isFalse();
            assertThat(goodUnder(first, receiver)).isFalse();
            assertThat(entries("webhook.secret_replaced")).contains(id).doesNotContain("whsec_");

            for (int i = 0; i < 4; i++) {
                admin.post("/api/v1/webhooks/" + id + "/secret", "{}").expect(201);
            }
            admin.post("/api/v1/webhooks/" + id + "/secret", "{}").expectProblem(409, "webhook.secrets");
            remove(id);
            admin.post("/api/v1/webhooks/" + id + "/secret", "{}").expectProblem(404, "webhook.unknown");
        }
    }

    /** Whether the reference implementation takes the last message under the secret. */
    private static boolean goodUnder(String secret, Receiver receiver) {
        Receiver.Received got = receiver.received().getLast();
        Map<String, List<String>> headers = new HashMap<>();
        got.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        try {
            new Webhook(secret).verify(got.body(), HttpHeaders.of(headers, (_, _) -> true));
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    @Test
    void registrationTestAndRemovalAreInTheLog() {
        try (Receiver receiver = Receiver.answering(200)) {
            String id = hooks.register(receiver.url()).text("id");
            var tested = admin.post("/api/v1/webhooks/" + id + "/test", "{}").expect(202);
            Until.that("tested", () -> hooks.are(1, id, "delivered"));
            assertThat(receiver.received().getFirst().header("webhook-id")).isEqualTo(tested.text("webhook_id"));
            assertThat(receiver.received().getFirst().body()).contains("\"type\":\"webhook.test\"");
            remove(id);
            for (String type : List.of("webhook.registered", "webhook.tested", "webhook.removed")) {
                assertThat(entries(type)).as(type).contains(id).doesNotContain(receiver.url());
            }
            admin.get("/api/v1/webhooks/" + id + "/deliveries").expectProblem(404, "webhook.unknown");
            admin.post("/api/v1/webhooks/" + id + "/test", "{}").expectProblem(404, "webhook.unknown");
        }
    }

    @Test
    void whatFailsToTheEndIsADeadLetterInTheLogAndCanBeSentAgain() {
        var healthy = new AtomicBoolean();
        try (Receiver receiver = Receiver.that((exchange, _) -> Receiver.answer(exchange, healthy.get() ? 200 : 500))) {
            String id = hooks.register(receiver.url()).text("id");
            hooks.notify(List.of(), "fails");
            Until.that("dead", () -> hooks.are(1, id, "dead"));

            var dead = hooks.deliveries(id, "dead");
            assertThat(dead.number("items", "0", "attempts")).isEqualTo(3);
            assertThat(dead.number("items", "0", "last_status")).isEqualTo(500);
            assertThat(dead.text("items", "0", "last_error")).isEqualTo("the receiver answered with status 500");
            assertThat(dead.body()).doesNotContain("noted").doesNotContain("whsec_");
            assertThat(receiver.received().stream()
                            .map(got -> got.header("webhook-id"))
                            .distinct())
                    .hasSize(1);
            String delivery = dead.text("items", "0", "id");
            Until.that("logged", () -> entries("webhook.dead_letter").contains(delivery));

            healthy.set(true);
            String again = "/api/v1/webhooks/" + id + "/deliveries/" + delivery + "/redelivery";
            assertThat(admin.post(again, "{}").expect(202).text("webhook_id")).isEqualTo("msg_" + delivery);
            Until.that("delivered", () -> hooks.are(1, id, "delivered"));
            assertThat(entries("webhook.redelivery")).contains(delivery);
            assertThat(receiver.received().getLast().header("webhook-id")).isEqualTo("msg_" + delivery);
            admin.post(again.replace(delivery, "00000000-0000-0000-0000-000000000000"), "{}")
                    .expectProblem(404, "delivery.unknown");
            remove(id);
        }
    }

    @Test
    void aReceiverThatIsGoneIsDisabledAndHearsNothingMore() {
        try (Receiver receiver = Receiver.answering(410)) {
            String id = hooks.register(receiver.url()).text("id");
            hooks.notify(List.of(), "gone");
            Until.that("dead", () -> hooks.are(1, id, "dead"));
            hooks.notify(List.of(), "not sent");

            assertThat(receiver.received()).hasSize(1);
            assertThat(admin.get("/api/v1/webhooks").body()).contains("disabled_at");
            Until.that("logged", () -> entries("webhook.disabled").contains(id));
            String delivery = hooks.deliveries(id, "dead").text("items", "0", "id");
            admin.post("/api/v1/webhooks/" + id + "/deliveries/" + delivery + "/redelivery", "{}")
                    .expectProblem(409, "webhook.disabled");
            remove(id);
        }
    }

    @Test
    void deadReceiversBlockNeitherEachOtherNorTheHealthyOne() throws IOException {
        var bait = Receiver.answering(200);
        try (bait;
                Receiver hangs = Receiver.that((_, closed) -> closed.await());
                Receiver redirects = Receiver.that((exchange, _) -> {
                    exchange.getResponseHeaders().set("Location", bait.url());
                    exchange.sendResponseHeaders(307, -1);
                });
                Receiver endless = Receiver.that(WebhooksTest::endlessly);
                Receiver slow = Receiver.that(WebhooksTest::slowly);
                Receiver healthy = Receiver.answering(202)) {
            String silent = hooks.register(hangs.url()).text("id");
            String elsewhere = hooks.register(redirects.url()).text("id");
            String boundless = hooks.register(endless.url()).text("id");
            String trickling = hooks.register(slow.url()).text("id");
            String closed =
                    hooks.register("http://127.0.0.1:" + closedPort() + "/").text("id");
            String well = hooks.register(healthy.url()).text("id");
            for (int i = 0; i < 20; i++) {
                hooks.notify(List.of(), "number " + i);
            }
            Until.that("the healthy one has them all", () -> hooks.are(20, well, "delivered"));
            assertThat(hooks.are(0, silent, "delivered")).isTrue();

            Until.that("refused", () -> hooks.are(20, closed, "dead"));
            Until.that("redirects", () -> hooks.are(20, elsewhere, "dead"));
            Until.that("endless", () -> hooks.are(20, boundless, "delivered"));
            Until.that("hangs", () -> !hooks.are(0, silent, "dead"));
            Until.that("slow", () -> !hooks.are(0, trickling, "delivered"));
            assertThat(bait.received()).isEmpty();
            assertThat(error(closed)).isEqualTo("the connection was refused");
            assertThat(error(elsewhere)).isEqualTo("the receiver answered with a redirect, which is not followed");
            assertThat(error(silent)).startsWith("no answer");
            List.of(silent, elsewhere, boundless, trickling, closed, well).forEach(this::remove);
        }
        assertThat(auditor.get("/actuator/prometheus").body())
                .contains("writ_notifications_pending")
                .contains("writ_notifications_dead")
                .contains("writ_notifications_attempts_total{channel=\"webhook\",outcome=\"failed\"}");
        assertThat(service.client().get("/actuator/health").text("status")).isEqualTo("UP");
    }

    private String error(String webhook) {
        return hooks.deliveries(webhook, "dead").text("items", "0", "last_error");
    }

    private static void endlessly(HttpExchange exchange, CountDownLatch closed) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] some = new byte[8192];
        while (closed.getCount() > 0) {
            exchange.getResponseBody().write(some);
        }
    }

    private static void slowly(HttpExchange exchange, CountDownLatch closed) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        while (!closed.await(100, TimeUnit.MILLISECONDS)) {
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void remove(String id) {
        admin.delete("/api/v1/webhooks/" + id).expect(204);
    }

    private String entries(String type) {
        return auditor.get("/api/v1/ledger/entries?type=" + type).expect(200).body();
    }

    @Test
    void theSecretsKeyIsMissedWhenItIsGone(@TempDir Path other) throws Exception {
        try (RunningService first = Plans.start(other, Plans.fast(0))) {
            new Hooks(first, first.bootstrap()).register("https://hooks.example/a");
        }
        Path key = other.resolve("notification/webhook.key");
        Files.move(key, other.resolve("kept"));
        try (RunningService second = Plans.start(other, Plans.fast(0))) {
            assertThat(second.context().getBean(WebhookSecrets.class).canSign()).isFalse();
        }
        Files.writeString(key, "A".repeat(43) + "=\n");
        assertThat(causes(other)).anyMatch(why -> why.contains("is not the one that their secrets are encrypted with"));
    }

    private static List<String> causes(Path folder) {
        try (RunningService _ = Plans.start(folder, Plans.fast(0))) {
            return List.of();
        } catch (RuntimeException e) {
            return Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                    .map(cause -> String.valueOf(cause.getMessage()))
                    .toList();
        }
    }
}
