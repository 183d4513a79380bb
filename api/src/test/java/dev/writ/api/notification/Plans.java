package dev.writ.api.notification;

import dev.writ.api.RunningService;
import dev.writ.api.platform.Outbound;
import dev.writ.api.platform.PostgresAddress;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.SmtpAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Services that send to this machine, and do it fast. */
final class Plans {
    private Plans() {}

    /** Tries that often again, 50 ms apart. */
    static DeliveryPlan fast(int retries) {
        return fast(retries, Duration.ofSeconds(2));
    }

    /** The same with that long for each attempt. */
    static DeliveryPlan fast(int retries, Duration sendTime) {
        return new DeliveryPlan(
                Collections.nCopies(retries, Duration.ofMillis(50)),
                Duration.ofMinutes(2),
                Duration.ofMillis(50),
                4,
                64,
                sendTime);
    }

    /** Sends only what a test asks a dispatcher of its own to send. */
    static DeliveryPlan idle() {
        return new DeliveryPlan(
                DeliveryPlan.standard().retries(),
                Duration.ofMinutes(2),
                Duration.ofDays(1),
                4,
                64,
                Duration.ofSeconds(15));
    }

    static ServeOptions options(Path dir, Optional<PostgresAddress> database, Optional<SmtpAddress> smtp) {
        ServeOptions standard = RunningService.options(dir, database);
        return new ServeOptions(
                standard.host(),
                standard.port(),
                standard.dataDir(),
                standard.postgres(),
                standard.bundle(),
                standard.origin(),
                standard.checkpoint(),
                standard.dev(),
                standard.publicLedger(),
                Optional.of("https://writ.example"),
                new Outbound(true, smtp),
                standard.tls(),
                standard.tenants(),
                standard.oidc(),
                standard.rateLimit());
    }

    static RunningService start(Path dir, DeliveryPlan plan) {
        return start(options(dir, Optional.empty(), Optional.empty()), plan);
    }

    static RunningService start(ServeOptions options, DeliveryPlan plan) {
        return RunningService.start(options, context -> context.registerBean(DeliveryPlan.class, () -> plan));
    }

    /** Names of all events. */
    static List<String> events() {
        return List.of(Notice.Event.values()).stream().map(Notice.Event::word).toList();
    }
}
