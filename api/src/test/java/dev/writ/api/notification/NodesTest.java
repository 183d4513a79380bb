package dev.writ.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.JoiningNode;
import dev.writ.api.PostgresServer;
import dev.writ.api.RunningService;
import dev.writ.api.SharedPostgres;
import dev.writ.api.Until;
import dev.writ.api.platform.PostgresAddress;
import dev.writ.api.platform.ServeOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL share the sending. */
@ExtendWith(SharedPostgres.class)
class NodesTest {
    private static final int NOTICES = 60;

    private final PostgresServer shared;

    @TempDir
    Path dir = Path.of("");

    NodesTest(PostgresServer shared) {
        this.shared = shared;
    }

    @Test
    void eachNoticeIsSentOnceWhicheverNodeSendsIt() throws IOException {
        PostgresAddress database = shared.address(shared.freshDatabase());
        try (Receiver receiver = Receiver.answering(200);
                RunningService one = Plans.start(
                        Plans.options(dir.resolve("a"), Optional.of(database), Optional.empty()),
                        Plans.fast(2, Duration.ofSeconds(30)))) {
            Client admin = one.bootstrap();
            Client auditor = one.principal(admin, "auditor", List.of("auditor"), List.of("read"));
            Hooks hooks = new Hooks(one, admin);
            String id = hooks.register(receiver.url()).text("id");
            try (RunningService two = Plans.start(joining(database, auditor), Plans.fast(2, Duration.ofSeconds(30)))) {
                Hooks others = new Hooks(two, admin.at(two.client().base()));
                for (int i = 0; i < NOTICES; i++) {
                    (i % 2 == 0 ? hooks : others).notify(List.of(), "number " + i);
                }
                Until.that("all delivered", () -> delivered(admin, id) == NOTICES);

                assertThat(receiver.received()).hasSize(NOTICES);
                assertThat(receiver.received().stream()
                                .map(got -> got.header("webhook-id"))
                                .distinct())
                        .hasSize(NOTICES);
                assertThat(sentBy(one)).isPositive();
                assertThat(sentBy(two)).isPositive();
                assertThat(sentBy(one) + sentBy(two)).isEqualTo(NOTICES);
            }
        }
    }

    private static int delivered(Client admin, String webhook) {
        return admin.get("/api/v1/webhooks/" + webhook + "/deliveries?state=delivered&limit=200")
                .expect(200)
                .items("items")
                .size();
    }

    private static double sentBy(RunningService node) {
        return node.context()
                .getBean(MeterRegistry.class)
                .counter("writ.notifications.attempts", "channel", "webhook", "outcome", "delivered")
                .count();
    }

    private ServeOptions joining(PostgresAddress database, Client auditor) throws IOException {
        return JoiningNode.options(
                Plans.options(dir.resolve("a"), Optional.of(database), Optional.empty()), dir.resolve("b"), auditor);
    }
}
