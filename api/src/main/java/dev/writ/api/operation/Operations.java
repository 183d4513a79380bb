package dev.writ.api.operation;

import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Gate;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.ProblemException;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private static final int MOST_OF_ONE = 4;
    private static final long BEAT_MILLIS = 1_000;
    private static final long CLEANING_MILLIS = 60_000;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    /** So much is kept of one caller, and of a tenant, before further results are waited with, in bytes. */
    private static final long KEPT_OF_ONE = 256L << 20;

    private static final long KEPT_OF_TENANT = 1L << 30;

    private final OperationRepository rows;
    private final TransactionTemplate transactions;
    private final Gate gate;
    private final Ids ids;
    private final ServeOptions options;
    private final Map<UUID, Running> running = new ConcurrentHashMap<>();
    private final List<Future<?>> rounds = new CopyOnWriteArrayList<>();
    private final Workers workers = new Workers();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("operations").daemon().factory());

    Operations(OperationRepository rows, TransactionTemplate transactions, Gate gate, Ids ids, ServeOptions options) {
        this.rows = rows;
        this.transactions = transactions;
        this.gate = gate;
        this.ids = ids;
        this.options = options;
    }

    /** Nobody else works on the embedded database, so whatever was running there is not any more. */
    @Override
    public void afterSingletonsInstantiated() {
        options.tenants().all().forEach(rows::insertTenant);
        if (options.postgres().isEmpty()) {
            Instant now = rows.now();
            rows.interrupt(now.plus(KEPT), Problems.INTERRUPTED, now);
        }
    }

    @Override
    public void start() {
        rounds.add(timer.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS));
        rounds.add(timer.scheduleWithFixedDelay(this::clean, CLEANING_MILLIS, CLEANING_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** Nothing is interrupted: the embedded database closes its file when a thread is that works on it. What waits is not begun. */
    @Override
    public void stop() {
        rounds.forEach(round -> round.cancel(false));
        timer.shutdown();
        try {
            boolean quiet =
                    workers.stop(LONGEST_STOP) && timer.awaitTermination(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
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
     * @throws ProblemException 409 if the caller has too many under way, or too much is kept; 503 if too many of the tenant wait
     */
    public OperationView begin(Caller caller, Kind kind, boolean personal, Work work) {
        Tenant tenant = caller.tenant();
        interruptAbandoned();
        UUID id = ids.ordered();
        long erasures = Objects.requireNonNull(transactions.execute(_ -> {
            long seen = rows.lock(tenant);
            requireRoom(caller, kind);
            rows.insert(tenant, id, kind, caller.id(), personal, seen, rows.now());
            return seen;
        }));
        Running begun = new Running(tenant, id, personal, erasures);
        running.put(id, begun);
        try {
            workers.execute(tenant, kind, () -> run(begun, work));
        } catch (RejectedExecutionException e) {
            running.remove(id);
            rows.delete(tenant, id);
            throw Problem.unavailable(
                            "operation.busy",
                            "too many operations wait for this node",
                            "begin it again when others have ended, or at another node")
                    .raise();
        }
        return view(caller, id);
    }

    /** Asked with the tenant's row locked, so that what several ask for at once is counted. */
    private void requireRoom(Caller caller, Kind kind) {
        Tenant tenant = caller.tenant();
        if (rows.running(tenant, caller.id()) >= MOST_OF_ONE) {
            throw Problem.conflict(
                            "operation.too_many",
                            "you have " + MOST_OF_ONE + " operations under way",
                            "wait until one of them has ended; see `GET /api/v1/operations`")
                    .raise();
        }
        if (kind.file().isEmpty()) {
            return;
        }
        if (rows.kept(tenant, caller.id()) >= KEPT_OF_ONE) {
            throw full("your operations", KEPT_OF_ONE).raise();
        }
        if (rows.kept(tenant) >= KEPT_OF_TENANT) {
            throw full("the tenant's operations", KEPT_OF_TENANT).raise();
        }
    }

    private static Problem full(String whose, long bytes) {
        return Problem.conflict(
                "operation.results_full",
                "results of " + whose + " with " + bytes + " bytes or more are kept",
                "begin it again later: results are given up " + RESULTS_KEPT.toMinutes() + " minutes after the end");
    }

    /** Whatever is thrown ends it, also that there is no memory for it; where even that cannot be written, the lease does. */
    private void run(Running begun, Work work) {
        try {
            if (workers.stopping()) {
                fail(begun, Problems.INTERRUPTED);
            } else {
                end(begun, work.run(begun));
            }
        } catch (ProblemException e) {
            fail(begun, Problems.json(e.problem()));
        } catch (RuntimeException | Error e) {
            LOG.error("the operation `{}` failed", begun.id(), e);
            fail(begun, Problems.FAILED);
        } finally {
            running.remove(begun.id());
        }
    }

    private void fail(Running begun, Json problem) {
        rows.fail(begun.tenant(), begun.id(), problem, rows.now());
    }

    /** What was read before an erasure is not kept after it. The row is locked last, since a large result takes long to write. */
    private void end(Running begun, Outcome outcome) {
        transactions.executeWithoutResult(change -> {
            outcome.result().ifPresent(bytes -> rows.insertResult(begun.tenant(), begun.id(), bytes));
            boolean sound = !begun.personal() || rows.lock(begun.tenant()) == begun.erasures();
            if (!sound || !rows.done(begun.tenant(), begun.id(), begun.done(), begun.total(), outcome, rows.now())) {
                change.setRollbackOnly();
            }
        });
        // Only one that is still running is told of.
        fail(begun, Problems.ERASED);
    }

    /** An operation of the caller's; 404 for anybody else's, and where the caller may not begin such a one any more. */
    OperationView view(Caller caller, UUID id) {
        return OperationView.of(find(caller, id));
    }

    private Operation find(Caller caller, UUID id) {
        interruptAbandoned();
        return rows.find(caller.tenant(), caller.id(), id)
                .filter(found -> maySee(caller, found.kind()))
                .orElseThrow(() -> Problem.notFound(
                                "operation.unknown",
                                "there is no operation `" + id + "` of yours",
                                "see `GET /api/v1/operations`; they are known for " + KEPT.toDays() + " days")
                        .raise());
    }

    private boolean maySee(Caller caller, Kind kind) {
        return gate.refusal(caller, kind.action(), null).isEmpty();
    }

    /** The caller's operations that {@link #view} shows, newest first. */
    List<Operation> page(Caller caller, Optional<UUID> cursor, int limit) {
        interruptAbandoned();
        List<Kind> seen = Arrays.stream(Kind.values())
                .filter(kind -> maySee(caller, kind))
                .toList();
        return rows.page(caller.tenant(), caller.id(), seen, cursor, limit);
    }

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
        if (found.kept() == 0) {
            throw Problem.notFound(
                            "operation.no_result",
                            "nothing is kept of the operation `" + id + "`",
                            "results are kept for " + RESULTS_KEPT.toMinutes()
                                    + " minutes, and those that disclose values until one is erased: begin it again")
                    .raise();
        }
        return new Result(found.kind().file(), found.kept(), part -> rows.part(caller.tenant(), id, part));
    }

    /**
     * Gives up every result that may hold a value which is erased, within that change. What was begun before has failed; whoever begins
     * one now waits until the values are gone.
     */
    public void forgetPersonal(Tenant tenant) {
        rows.countErasure(tenant);
        rows.failPersonal(tenant, Problems.ERASED, rows.now());
        rows.forgetPersonalResults(tenant);
    }

    private void interruptAbandoned() {
        Instant now = rows.now();
        rows.interrupt(now.minus(LEASE), Problems.INTERRUPTED, now);
    }

    private void beat() {
        if (running.isEmpty()) {
            return;
        }
        try {
            Instant now = rows.now();
            running.values().forEach(each -> rows.beat(each.tenant(), each.id(), each.done(), each.total(), now));
        } catch (RuntimeException e) {
            LOG.warn("how far operations are cannot be written down: {}", e.getMessage());
        }
    }

    private void clean() {
        try {
            interruptAbandoned();
            Instant now = rows.now();
            transactions.executeWithoutResult(_ -> rows.forgetResults(now.minus(RESULTS_KEPT)));
            rows.forget(now.minus(KEPT));
        } catch (RuntimeException e) {
            LOG.warn("old operations cannot be removed: {}", e.getMessage());
        }
    }
}
