package dev.writ.api.operation;

import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Gate;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.ProblemException;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.merkle.Bytes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs what takes long. An operation is this node's own work; while it goes on the node says so every second, and one of which nobody
 * has said so for {@link #LEASE} has failed, since its node is gone. Whoever asked for an operation sees it, and nobody else.
 */
@Service
public class Operations implements SmartInitializingSingleton, SmartLifecycle {
    /** After that long without a sign of its node an operation has failed. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** How long results are kept. */
    static final Duration RESULTS_KEPT = Duration.ofHours(1);

    /** How long operations are known. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final int AT_ONCE = 2;
    private static final int MOST_OF_ONE = 4;
    private static final long BEAT_MILLIS = 1_000;
    private static final long CLEANING_MILLIS = 60_000;
    private static final int LONGEST_STOP_SECONDS = 10;

    private final OperationRepository rows;
    private final TransactionTemplate transactions;
    private final Gate gate;
    private final Ids ids;
    private final Clock clock;
    private final boolean alone;
    private final Map<UUID, Running> running = new ConcurrentHashMap<>();
    private final List<Future<?>> rounds = new CopyOnWriteArrayList<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().name("operation-", 0).daemon().factory());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("operations").daemon().factory());

    Operations(
            OperationRepository rows,
            TransactionTemplate transactions,
            Gate gate,
            Ids ids,
            Clock clock,
            ServeOptions options) {
        this.rows = rows;
        this.transactions = transactions;
        this.gate = gate;
        this.ids = ids;
        this.clock = clock;
        this.alone = options.postgres().isEmpty();
    }

    /** Nobody else works on the embedded database, so whatever was running there is not any more. */
    @Override
    public void afterSingletonsInstantiated() {
        if (alone) {
            Instant now = clock.instant();
            rows.interrupt(now.plus(KEPT), Problems.INTERRUPTED, now);
        }
    }

    @Override
    public void start() {
        rounds.add(timer.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS));
        rounds.add(timer.scheduleWithFixedDelay(this::clean, CLEANING_MILLIS, CLEANING_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** Threads are never interrupted: the embedded database closes its file when one is that works on it. */
    @Override
    public void stop() {
        rounds.forEach(round -> round.cancel(false));
        timer.shutdown();
        workers.shutdown();
        try {
            boolean quiet = timer.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)
                    && workers.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
            if (!quiet) {
                LOG.warn("an operation was under way when the service stopped; it has failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !rounds.isEmpty() && !timer.isShutdown();
    }

    /**
     * Begins a work, and does not wait for it.
     *
     * @param personal whether the result may hold values that can be erased
     * @throws ProblemException 409 if the caller has too many under way
     */
    public OperationView begin(Caller caller, Kind kind, boolean personal, Work work) {
        Tenant tenant = caller.tenant();
        if (rows.running(tenant, caller.id()) >= MOST_OF_ONE) {
            throw Problem.conflict(
                            "operation.too_many",
                            "you have " + MOST_OF_ONE + " operations under way",
                            "wait until one of them has ended; see `GET /api/v1/operations`")
                    .raise();
        }
        UUID id = ids.ordered();
        Running begun = new Running(tenant, id);
        rows.insert(tenant, id, kind, caller.id(), personal, clock.instant());
        running.put(id, begun);
        try {
            workers.execute(() -> run(begun, work));
        } catch (RejectedExecutionException e) {
            running.remove(id);
            rows.fail(tenant, id, Problems.INTERRUPTED, clock.instant());
        }
        return view(caller, id);
    }

    private void run(Running begun, Work work) {
        try {
            Outcome outcome = work.run(begun);
            transactions.executeWithoutResult(_ -> {
                if (rows.done(
                        begun.tenant(), begun.id(), begun.done(), begun.total(), outcome.details(), clock.instant())) {
                    outcome.result().ifPresent(bytes -> rows.insertResult(begun.tenant(), begun.id(), bytes.toArray()));
                }
            });
        } catch (ProblemException e) {
            rows.fail(begun.tenant(), begun.id(), Problems.json(e.problem()), clock.instant());
        } catch (RuntimeException e) {
            LOG.error("the operation `{}` failed", begun.id(), e);
            rows.fail(begun.tenant(), begun.id(), Problems.FAILED, clock.instant());
        } finally {
            running.remove(begun.id());
        }
    }

    /** An operation of the caller's; 404 for anybody else's, and where the caller may not begin such a one any more. */
    OperationView view(Caller caller, UUID id) {
        return OperationView.of(find(caller, id));
    }

    private Operation find(Caller caller, UUID id) {
        interruptAbandoned();
        return rows.find(caller.tenant(), caller.id(), id)
                .filter(found -> maySee(caller, found))
                .orElseThrow(() -> Problem.notFound(
                                "operation.unknown",
                                "there is no operation `" + id + "` of yours",
                                "see `GET /api/v1/operations`; they are known for " + KEPT.toDays() + " days")
                        .raise());
    }

    private boolean maySee(Caller caller, Operation operation) {
        return gate.refusal(caller, operation.kind().action(), null).isEmpty();
    }

    /** The caller's operations, newest first. */
    List<Operation> page(Caller caller, Optional<UUID> cursor, int limit) {
        interruptAbandoned();
        return rows.page(caller.tenant(), caller.id(), cursor, limit);
    }

    /**
     * What is to be fetched of an operation.
     *
     * @param name name of the file
     * @param bytes JSON
     */
    record Result(String name, Bytes bytes) {}

    /** The result of an operation of the caller's; 409 while it is running, 404 if there is none or it is not kept any more. */
    Result result(Caller caller, UUID id) {
        Operation found = find(caller, id);
        if (found.state() == State.RUNNING) {
            throw Problem.conflict(
                            "operation.running",
                            "the operation `" + id + "` is running",
                            "ask again when `GET " + OperationView.PATH + id + "` says `done`")
                    .raise();
        }
        return rows.result(caller.tenant(), id)
                .map(bytes -> new Result(found.kind().file(), bytes))
                .orElseThrow(() -> Problem.notFound(
                                "operation.no_result",
                                "nothing is kept of the operation `" + id + "`",
                                "results are kept for " + RESULTS_KEPT.toMinutes()
                                        + " minutes, and those that disclose values until one is erased: begin it again")
                        .raise());
    }

    /** Gives up every result that may hold a value which is erased, within that change; what is under way begins in vain. */
    public void forgetPersonal(Tenant tenant) {
        rows.failPersonal(tenant, Problems.ERASED, clock.instant());
        rows.forgetPersonalResults(tenant);
    }

    private void interruptAbandoned() {
        Instant now = clock.instant();
        rows.interrupt(now.minus(LEASE), Problems.INTERRUPTED, now);
    }

    private void beat() {
        try {
            Instant now = clock.instant();
            running.values().forEach(each -> rows.beat(each.tenant(), each.id(), each.done(), each.total(), now));
        } catch (RuntimeException e) {
            LOG.warn("how far operations are cannot be written down: {}", e.getMessage());
        }
    }

    private void clean() {
        try {
            Instant now = clock.instant();
            rows.forgetResults(now.minus(RESULTS_KEPT));
            rows.forget(now.minus(KEPT));
        } catch (RuntimeException e) {
            LOG.warn("old operations cannot be removed: {}", e.getMessage());
        }
    }
}
