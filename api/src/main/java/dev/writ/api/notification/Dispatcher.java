package dev.writ.api.notification;

import dev.writ.api.notification.DeliveryRepository.Ready;
import dev.writ.api.platform.ProblemException;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.Tenants;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends what is due. Every node has one; a delivery is sent by the node that raises its count of claims, and by another one once
 * that node's lease has ended. So each is sent at least once, and twice only if a node dies between sending and writing it down.
 */
@Component
class Dispatcher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration CLEANING = Duration.ofHours(1);

    private final DeliveryRepository rows;
    private final Deliveries deliveries;
    private final WebhookSecrets secrets;
    private final WebhookSender posts;
    private final Mailer mailer;
    private final DeliveryPlan plan;
    private final Clock clock;
    private final SecureRandom random;
    private final MeterRegistry meters;
    private final Shares shares;
    private final Tenants tenants;
    private final List<Future<?>> rounds = new CopyOnWriteArrayList<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("notices").daemon().factory());
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("notice-", 0).factory());

    Dispatcher(
            DeliveryRepository rows,
            Deliveries deliveries,
            WebhookSecrets secrets,
            WebhookSender posts,
            Mailer mailer,
            ObjectProvider<DeliveryPlan> plan,
            Clock clock,
            SecureRandom random,
            MeterRegistry meters,
            Tenants tenants) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.posts = posts;
        this.mailer = mailer;
        this.plan = plan.getIfAvailable(DeliveryPlan::standard);
        this.clock = clock;
        this.random = random;
        this.meters = meters;
        this.tenants = tenants;
        this.shares = new Shares(
                this.plan.perReceiver(),
                Math.max(1, this.plan.atOnce() / tenants.all().size()));
        for (String state : List.of("pending", "dead")) {
            for (Tenant tenant : tenants.all()) {
                Gauge.builder("writ.notifications." + state, rows, counted -> counted.count(tenant, state))
                        .tag("tenant", tenant.name())
                        .description("notifications whose state is " + state)
                        .register(meters);
            }
        }
    }

    @Override
    public void start() {
        secrets.warnIfIdle();
        long pause = plan.poll().toMillis();
        rounds.add(poller.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS));
        rounds.add(poller.scheduleWithFixedDelay(this::clean, pause, CLEANING.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Threads are never interrupted: the embedded database closes its file when one is that works on it. */
    @Override
    public void stop() {
        stopping.set(true);
        rounds.forEach(round -> round.cancel(false));
        poller.shutdown();
        workers.shutdown();
        posts.hangUp();
        try {
            boolean quiet = poller.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)
                    && workers.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
            if (!quiet) {
                LOG.warn("some notifications were under way when the service stopped; they are sent again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !rounds.isEmpty() && !poller.isShutdown();
    }

    /** Claims what is due, as long as there is room, and has it sent. Returns before it is. */
    void look() {
        try {
            boolean more = true;
            while (more && !stopping.get()) {
                more = claim(clock.instant());
            }
            failing.set(false);
        } catch (RuntimeException e) {
            // The database may be away for a while; one line says so, not one each time.
            if (!failing.getAndSet(true) && !stopping.get()) {
                LOG.warn("notifications cannot be read, and wait: {}", e.getMessage());
            }
        }
    }

    /** Whether it is worth to look again at once. */
    private boolean claim(Instant now) {
        var ready = new Ready(tenants.all(), secrets.canSign(), mailer.ready(), shares.full());
        boolean any = false;
        for (Outgoing seen : rows.due(now, ready, plan.atOnce())) {
            if (shares.take(seen.destination())) {
                if (claimed(seen, now)) {
                    any = true;
                    work(seen.claimed());
                } else {
                    shares.give(seen.destination());
                }
            }
        }
        return any;
    }

    private boolean claimed(Outgoing seen, Instant now) {
        try {
            return rows.claim(seen, now.plus(plan.lease()));
        } catch (RuntimeException e) {
            shares.give(seen.destination());
            throw e;
        }
    }

    private void work(Outgoing ours) {
        try {
            workers.execute(() -> {
                try {
                    send(ours);
                } finally {
                    shares.give(ours.destination());
                }
            });
        } catch (RejectedExecutionException e) {
            shares.give(ours.destination());
            rows.release(ours, clock.instant());
        }
    }

    private void send(Outgoing ours) {
        try {
            if (ours.end().isPresent()) {
                deliveries.settle(ours, ours.end().get(), plan, clock.instant(), random);
                return;
            }
            Attempt attempt = ours.isMail() ? mailer.send(ours) : posts.send(ours);
            if (stopping.get() && !(attempt instanceof Attempt.Delivered)) {
                rows.release(ours, clock.instant());
                return;
            }
            deliveries.settle(ours, attempt, plan, clock.instant(), random);
            meters.counter(
                            "writ.notifications.attempts",
                            "channel",
                            ours.isMail() ? "mail" : "webhook",
                            "outcome",
                            attempt.word())
                    .increment();
        } catch (ProblemException e) {
            LOG.warn(
                    "the notification {} waits for its next turn: {}",
                    ours.id(),
                    e.problem().detail());
        } catch (RuntimeException e) {
            LOG.warn("the notification {} waits for its next turn", ours.id(), e);
        }
    }

    private void clean() {
        try {
            rows.forget(clock.instant().minus(KEPT));
            secrets.forget();
        } catch (RuntimeException e) {
            LOG.warn("old notifications cannot be removed: {}", e.getMessage());
        }
    }
}
