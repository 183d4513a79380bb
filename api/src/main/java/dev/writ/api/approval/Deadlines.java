package dev.writ.api.approval;

import dev.writ.api.approval.ChangeRequestRepository.Due;
import dev.writ.api.approval.ChangeRequestRepository.Telling;
import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Journal;
import dev.writ.api.identity.Groups;
import dev.writ.api.notification.Notice;
import dev.writ.api.platform.ProblemException;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.Tenants;
import dev.writ.ledger.entry.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * What becomes due while nobody acts: open requests expire, are told of once more before they do, and are told to more people. Every
 * node looks; the lock of the row has only one of them act.
 */
@Component
class Deadlines implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final String ABOVE = "-escalation";
    private static final int AT_ONCE = 100;
    private static final int MOST_STUCK = 1_000;
    private static final Duration STUCK = Duration.ofMinutes(5);
    private static final int LONGEST_STOP_SECONDS = 10;

    private final ChangeRequestRepository rows;
    private final Records records;
    private final Steps steps;
    private final Groups groups;
    private final Journal journal;
    private final ApprovalLimits limits;
    private final List<Tenant> served;
    private final Clock clock;
    private final List<Future<?>> rounds = new CopyOnWriteArrayList<>();
    private final Map<UUID, Instant> stuck = new ConcurrentHashMap<>();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("deadlines").daemon().factory());

    Deadlines(
            ChangeRequestRepository rows,
            Records records,
            Steps steps,
            Groups groups,
            Journal journal,
            ApprovalLimits limits,
            Tenants tenants,
            Clock clock) {
        this.rows = rows;
        this.records = records;
        this.steps = steps;
        this.groups = groups;
        this.journal = journal;
        this.limits = limits;
        this.served = tenants.all();
        this.clock = clock;
    }

    @Override
    public void start() {
        long pause = limits.sweep().toMillis();
        rounds.add(timer.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS));
    }

    /** The thread is never interrupted: the embedded database closes its file when one is that works on it. */
    @Override
    public void stop() {
        rounds.forEach(round -> round.cancel(false));
        timer.shutdown();
        try {
            if (!timer.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("deadlines were being looked at when the service stopped; that goes on when it starts again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !rounds.isEmpty() && !timer.isShutdown();
    }

    private void look() {
        try {
            Instant now = clock.instant();
            stuck.values().removeIf(until -> until.isBefore(now));
            each(rows.overdue(served, now, stuck.keySet(), AT_ONCE), now, this::expire);
            each(rows.untold(served, Telling.REMINDER, now, stuck.keySet(), AT_ONCE), now, this::remind);
            each(rows.untold(served, Telling.ESCALATION, now, stuck.keySet(), AT_ONCE), now, this::escalate);
            failing.set(false);
        } catch (RuntimeException e) {
            // The database may be away for a while; one line says so, not one each time.
            if (!failing.getAndSet(true)) {
                LOG.warn("deadlines of change requests cannot be looked at: {}", e.getMessage());
            }
        }
    }

    /** One that cannot be dealt with does not keep the others waiting, and is looked at again after a while. */
    private void each(List<Due> due, Instant now, BiConsumer<Tenant, Due> what) {
        for (Due one : due) {
            try {
                what.accept(one.tenant(), one);
            } catch (RuntimeException e) {
                if (stuck.size() < MOST_STUCK) {
                    stuck.put(one.id(), now.plus(STUCK));
                }
                LOG.warn("the change request `{}` waits: {}", one.id(), why(e));
            }
        }
    }

    private static String why(RuntimeException e) {
        return e instanceof ProblemException problem ? problem.problem().detail() : String.valueOf(e.getMessage());
    }

    private void expire(Tenant tenant, Due due) {
        journal.commit(tenant, drafts -> {
            Optional<Row> row = open(due);
            row.filter(found -> !found.expiresAt().isAfter(clock.instant()))
                    .ifPresent(found -> steps.end(
                            drafts,
                            tenant,
                            found,
                            records.artifact(tenant, found),
                            Ending.of(State.EXPIRED, Outcome.RECORDED)));
            return row;
        });
    }

    private Optional<Row> open(Due due) {
        return rows.lock(due.tenant(), due.id()).filter(row -> row.state() == State.OPEN);
    }

    private void remind(Tenant tenant, Due due) {
        tell(tenant, due, Telling.REMINDER, (drafts, row) -> {
            List<String> people = Stream.concat(steps.asked(tenant, row).stream(), Stream.of(row.requester()))
                    .distinct()
                    .toList();
            add(drafts, row, Entries.EXPIRING);
            steps.tell(tenant, row, Notice.Event.EXPIRING, people);
        });
    }

    private void escalate(Tenant tenant, Due due) {
        tell(tenant, due, Telling.ESCALATION, (drafts, row) -> {
            add(drafts, row, Entries.ESCALATED);
            steps.tell(tenant, row, Notice.Event.ESCALATED, above(tenant, row));
        });
    }

    private void tell(Tenant tenant, Due due, Telling telling, BiConsumer<Drafts, Row> what) {
        journal.commit(tenant, drafts -> {
            Optional<Row> row = open(due).filter(_ -> rows.isUntold(tenant, due.id(), telling, clock.instant()));
            row.ifPresent(found -> {
                what.accept(drafts, found);
                rows.schedule(tenant, found.id(), telling, Optional.empty());
            });
            return row;
        });
    }

    private static void add(Drafts drafts, Row row, String type) {
        drafts.add(Entries.about(type, Outcome.RECORDED, row.id(), row.digest()), Map.of(), Entries.terms(row.id()));
    }

    /** Members of the groups above those that are asked; those who are asked once more where nobody is above them. */
    private List<String> above(Tenant tenant, Row row) {
        List<String> people = row.requirements().stream()
                .map(requirement -> requirement.group() + ABOVE)
                .distinct()
                .flatMap(group -> groups.members(tenant, group).stream())
                .distinct()
                .sorted()
                .toList();
        return people.isEmpty() ? steps.asked(tenant, row) : people;
    }
}
