package dev.writ.api.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.RunningService;
import dev.writ.api.Until;
import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Journal;
import dev.writ.api.audit.Recorded;
import dev.writ.api.notification.DeliveryRepository.Ready;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.Tenants;
import dev.writ.ledger.entry.Json;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** When deliveries are sent, on a clock that the test moves, by dispatchers that look when the test says so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DispatcherTest {
    private static final Ready ANY = new Ready(List.of(Tenant.MAIN), true, false, Set.of());

    private RunningService service;
    private Hooks hooks;
    private DeliveryRepository rows;
    private SettableClock clock;

    @BeforeAll
    void start(@TempDir Path dir) {
        service = Plans.start(dir, Plans.idle());
        hooks = new Hooks(service, service.bootstrap());
        rows = service.context().getBean(DeliveryRepository.class);
        clock = new SettableClock(Instant.EPOCH);
    }

    @BeforeEach
    void setClock() {
        // Ahead of everything that the test adds, and no finer than what the database keeps.
        clock = new SettableClock(Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /** The dispatcher of one more node. */
    private Dispatcher node() {
        return node(service.context().getBean(Deliveries.class), Plans.idle());
    }

    @Test
    void whatIsGivenUpIsNotSentAgainForWantOfALog() {
        AtomicBoolean broken = new AtomicBoolean(true);
        Journal journal = service.context().getBean(Journal.class);
        Journal failing = new Journal() {
            @Override
            public <T> Recorded<T> commit(Tenant tenant, Function<Drafts, T> change) {
                requireWritable(tenant);
                return journal.commit(tenant, change);
            }

            @Override
            public void requireWritable(Tenant tenant) {
                if (broken.get()) {
                    throw Problem.unavailable("ledger.unavailable", "the log is away", "wait")
                            .raise();
                }
            }
        };
        var deliveries = new Deliveries(rows, service.context().getBean(WebhookRepository.class), failing, clock);
        for (int status : List.of(410, 503)) {
            broken.set(true);
            try (Receiver receiver = Receiver.answering(status)) {
                String id = hooks.register(receiver.url()).text("id");
                hooks.notify(List.of(), "the last attempt");
                Dispatcher node = node(deliveries, plan(List.of(), 4, 64));
                node.look();
                Until.that(
                        "given up", () -> hooks.deliveries(id, "pending").body().contains("\"last_status\":" + status));
                for (int i = 0; i < 3; i++) {
                    clock.forward(Plans.idle().lease().plusSeconds(1));
                    node.look();
                }
                broken.set(false);
                Until.that("the log is told", () -> {
                    clock.forward(Plans.idle().lease().plusSeconds(1));
                    node.look();
                    return hooks.are(1, id, "dead");
                });
                assertThat(receiver.received()).hasSize(1);
                assertThat(hooks.deliveries(id, "dead").number("items", "0", "attempts"))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void whatIsLeftOfATenantThatIsNotServedWaitsAndHoldsUpNobody() {
        Tenant gone = new Tenant("gone");
        UUID notice = UUID.randomUUID();
        var transactions = service.context().getBean(TransactionTemplate.class);
        transactions.executeWithoutResult(_ -> {
            rows.insertNotice(gone, notice, "webhook.test", "/x", new Json.Obj(Map.of()), Instant.EPOCH);
            rows.mark(gone, notice);
            for (int i = 0; i < 100; i++) {
                rows.insert(gone, UUID.randomUUID(), notice, notice.toString(), Optional.empty(), Instant.EPOCH);
            }
        });
        try (Receiver receiver = Receiver.answering(200)) {
            String id = hooks.register(receiver.url()).text("id");
            hooks.notify(List.of(), "served");
            node().look();
            Until.that("delivered", () -> hooks.are(1, id, "delivered"));
            assertThat(rows.due(clock.instant(), ANY, 10))
                    .noneMatch(due -> due.tenant().equals(gone));
            assertThat(rows.due(clock.instant(), new Ready(List.of(gone), true, false, Set.of()), 200))
                    .as("not one was tried")
                    .hasSize(100)
                    .allMatch(due -> due.attempts() == 0 && due.claims() == 0);
        }
    }

    @Test
    void receiversThatHangHoldUpNoOther() {
        List<Receiver> hanging = IntStream.range(0, 6)
                .mapToObj(_ -> Receiver.that((_, closed) -> closed.await()))
                .toList();
        try (Receiver quick = Receiver.answering(200)) {
            hanging.forEach(receiver -> hooks.register(receiver.url()));
            String id = hooks.register(quick.url()).text("id");
            hooks.notify(List.of(), "one");
            hooks.notify(List.of(), "two");
            // Four places in all, fewer than there are receivers who never answer.
            Dispatcher node = node(service.context().getBean(Deliveries.class), plan(List.of(), 2, 4));
            Until.that("both delivered", () -> {
                node.look();
                return hooks.are(2, id, "delivered");
            });
        } finally {
            hanging.forEach(Receiver::close);
        }
    }

    private static DeliveryPlan plan(List<Duration> retries, int perReceiver, int atOnce) {
        DeliveryPlan idle = Plans.idle();
        return new DeliveryPlan(retries, idle.lease(), idle.poll(), perReceiver, atOnce, idle.sendTime());
    }

    private Dispatcher node(Deliveries deliveries, DeliveryPlan plan) {
        var beans = service.context();
        var own = new GenericApplicationContext();
        own.registerBean(DeliveryPlan.class, () -> plan);
        own.refresh();
        return new Dispatcher(
                rows,
                deliveries,
                beans.getBean(WebhookSecrets.class),
                beans.getBean(WebhookSender.class),
                beans.getBean(Mailer.class),
                own.getBeanProvider(DeliveryPlan.class),
                clock,
                new SecureRandom(),
                new SimpleMeterRegistry(),
                beans.getBean(Tenants.class));
    }

    @Test
    void eachAttemptWaitsForItsTimeAndTheEighthIsTheLast() {
        try (Receiver receiver = Receiver.answering(503)) {
            String id = hooks.register(receiver.url()).text("id");
            hooks.notify(List.of(), "never heard");
            Dispatcher node = node();
            List<Duration> waits = Plans.idle().retries();
            for (int i = 1; i <= waits.size(); i++) {
                int attempts = i;
                node.look();
                Until.that("attempt " + attempts, () -> settled(id, attempts));
                assertThat(receiver.received()).hasSize(attempts);

                clock.forward(waits.get(i - 1).multipliedBy(79).dividedBy(100));
                node.look();
                assertThat(settled(id, attempts)).isTrue();
                assertThat(receiver.received()).hasSize(attempts);
                clock.forward(waits.get(i - 1).multipliedBy(42).dividedBy(100));
            }
            node.look();
            Until.that("dead", () -> hooks.are(1, id, "dead"));
            assertThat(hooks.deliveries(id, "dead").number("items", "0", "attempts"))
                    .isEqualTo(8);

            clock.forward(Duration.ofDays(7));
            node.look();
            assertThat(receiver.received()).hasSize(8);
        }
    }

    /** Whether the delivery waits for its next turn after that many attempts. */
    private boolean settled(String webhook, int attempts) {
        var pending = hooks.deliveries(webhook, "pending");
        return pending.items("items").size() == 1
                && pending.number("items", "0", "attempts") == attempts
                && pending.body().contains("status 503")
                && Instant.parse(pending.text("items", "0", "next_at"))
                        .isBefore(clock.instant().plus(Duration.ofHours(29)))
                && !leased(pending.text("items", "0", "next_at"));
    }

    private boolean leased(String until) {
        return Instant.parse(until).equals(clock.instant().plus(Plans.idle().lease()));
    }

    @Test
    void whatANodeSentBeforeItDiedIsSentOnceMoreUnderTheSameId() {
        try (Receiver receiver = Receiver.answering(200)) {
            String id = hooks.register(receiver.url()).text("id");
            hooks.notify(List.of(), "sent twice");

            // This node sends, and is gone before it writes that down.
            Outgoing seen = rows.due(clock.instant(), ANY, 10).stream()
                    .filter(due -> due.receiver().equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(rows.claim(seen, clock.instant().plus(Plans.idle().lease())))
                    .isTrue();
            assertThat(rows.claim(seen, clock.instant().plus(Plans.idle().lease())))
                    .as("a second claim of the same")
                    .isFalse();
            assertThat(service.context().getBean(WebhookSender.class).send(seen.claimed()))
                    .isInstanceOf(Attempt.Delivered.class);

            Dispatcher other = node();
            other.look();
            clock.forward(Plans.idle().lease().minusSeconds(1));
            other.look();
            assertThat(receiver.received()).hasSize(1);
            clock.forward(Duration.ofSeconds(2));
            other.look();
            Until.that("delivered by the other node", () -> hooks.are(1, id, "delivered"));
            assertThat(receiver.received()).hasSize(2);
            assertThat(receiver.received().get(1).header("webhook-id"))
                    .isEqualTo(receiver.received().get(0).header("webhook-id"));
            assertThat(receiver.received().get(1).body())
                    .isEqualTo(receiver.received().get(0).body());

            // The first node comes back late: what the other wrote stays.
            rows.again(seen.claimed(), clock.instant(), Optional.empty(), "late");
            assertThat(hooks.are(1, id, "delivered")).isTrue();
        }
    }

    @Test
    void aChangeThatIsRolledBackSendsNothing() {
        try (Receiver receiver = Receiver.answering(200)) {
            String id = hooks.register(receiver.url()).text("id");
            Notices notices = service.context().getBean(Notices.class);
            Journal journal = service.context().getBean(Journal.class);
            assertThatThrownBy(() -> journal.commit(Tenant.MAIN, _ -> {
                        notices.add(Tenant.MAIN, Hooks.notice(List.of(), "never committed"));
                        throw new IllegalStateException("rolled back");
                    }))
                    .hasMessage("rolled back");
            node().look();

            assertThat(hooks.are(0, id, "pending")).isTrue();
            assertThat(receiver.received()).isEmpty();
            assertThatThrownBy(() -> notices.add(Tenant.MAIN, Hooks.notice(List.of(), "outside")))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aNoticeWaitsForTheEntriesOfItsChange() {
        try (Receiver receiver = Receiver.answering(200)) {
            String id = hooks.register(receiver.url()).text("id");
            var waiting = new WaitingDraftRepository(
                    service.context().getBean(DSLContext.class),
                    service.context().getBean(TransactionTemplate.class));
            hooks.notify(List.of(), "in the log");
            long draft = waiting.add(Tenant.MAIN);
            waiting.commitWith(() -> service.context()
                    .getBean(Notices.class)
                    .add(Tenant.MAIN, Hooks.notice(List.of(), "not in the log")));
            node().look();
            Until.that("the first", () -> hooks.are(1, id, "delivered"));
            assertThat(receiver.received()).hasSize(1);
            assertThat(hooks.are(0, id, "pending")).isTrue();

            waiting.remove(Tenant.MAIN, draft);
            node().look();
            Until.that("both", () -> hooks.are(2, id, "delivered"));
        }
    }
}
