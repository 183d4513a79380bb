package dev.writ.api.audit;

import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Limits;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.log.AppendResult;
import dev.writ.ledger.log.AppendResult.Reason;
import dev.writ.ledger.log.LogUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Commits rows and drafts together, then waits for the log. */
@Service
class OutboxJournal implements Journal {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final Logs logs;
    private final OutboxRepository outbox;
    private final PayloadRepository payloads;
    private final TransactionTemplate transactions;
    private final SecureRandom random;
    private final Ids ids;
    private final Limits limits;
    private final Map<Tenant, Timer> appendTime;

    OutboxJournal(
            Logs logs,
            OutboxRepository outbox,
            PayloadRepository payloads,
            TransactionTemplate transactions,
            SecureRandom random,
            Ids ids,
            Limits limits,
            MeterRegistry meters) {
        this.logs = logs;
        this.outbox = outbox;
        this.payloads = payloads;
        this.transactions = transactions;
        this.random = random;
        this.ids = ids;
        this.limits = limits;
        this.appendTime = logs.ledgers().keySet().stream()
                .collect(Collectors.toUnmodifiableMap(tenant -> tenant, tenant -> timer(tenant, meters)));
    }

    private static Timer timer(Tenant tenant, MeterRegistry meters) {
        return Timer.builder("writ.ledger.append")
                .tag("tenant", tenant.name())
                .description("from the commit of a change to its durable index in the log")
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    @Override
    public void requireWritable(Tenant tenant) {
        logs.of(tenant).unavailable().ifPresent(why -> {
            throw unavailable(why.reason(), why.message()).raise();
        });
    }

    @Override
    public <T> Recorded<T> commit(Tenant tenant, Function<Drafts, T> change) {
        try (var drafts = new ChangeDrafts(tenant, logs.of(tenant), outbox, payloads, random, ids)) {
            T value = transactions.execute(_ -> change.apply(drafts));
            long committed = System.nanoTime();
            List<Long> indexes = new ArrayList<>();
            for (CompletableFuture<AppendResult> result : drafts.submit()) {
                indexes.add(index(result));
            }
            Objects.requireNonNull(appendTime.get(tenant), "each log is measured")
                    .record(System.nanoTime() - committed, TimeUnit.NANOSECONDS);
            return new Recorded<>(value, indexes);
        } catch (LogUnavailableException e) {
            throw unavailable(e.reason(), String.valueOf(e.getMessage())).raise();
        }
    }

    private long index(CompletableFuture<AppendResult> result) {
        try {
            return switch (result.get(limits.appendTime().toMillis(), TimeUnit.MILLISECONDS)) {
                case AppendResult.Appended appended -> appended.index();
                case AppendResult.Unavailable why ->
                    throw unavailable(why.reason(), why.message()).raise();
                case AppendResult.Conflict conflict ->
                    throw new IllegalStateException("a fresh key led to entry " + conflict.index());
            };
        } catch (TimeoutException e) {
            throw unavailable(
                            Reason.STORE,
                            "the log did not answer within "
                                    + limits.appendTime().toSeconds() + " s")
                    .raise();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(Reason.STOPPING, "the service is being stopped").raise();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the log failed", e);
        }
    }

    private static Problem unavailable(Reason reason, String why) {
        return Problem.unavailable(
                "ledger.unavailable",
                "the ledger cannot append: " + why,
                remedy(reason)
                        + ", with the same `Idempotency-Key`; what was not acknowledged may or may not have taken"
                        + " effect");
    }

    private static String remedy(Reason reason) {
        return switch (reason) {
            case OVERLOADED, STORE, SIGNING, STOPPING, NOT_DRAFTED -> "try again later";
            case HALTED -> "tell the operator to restart the service, then try again";
        };
    }
}
