package dev.writ.api.audit;

import dev.writ.api.Load;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.Ledger;
import dev.writ.ledger.LedgerConfig;
import dev.writ.ledger.publish.LogView;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.flywaydb.core.Flyway;

/** A log that grows by drafts that go to it directly, and how fast it answers on its way. */
public final class GrowingLog {
    private static final int CALLERS = 256;
    private static final int PROOFS = 500;
    private static final Duration SLICE = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Ids ids = new Ids(Clock.systemUTC(), new SecureRandom());
    private final Random random = new Random(1);

    private GrowingLog(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Grows a log in an empty database up to a size, and prints a line for each step. */
    public static void run(Database database, Path folder, long entries, long step) throws Exception {
        try (var connections = database.open(16, 10_000)) {
            Flyway.configure().dataSource(connections).load().migrate();
            try (Ledger ledger = Ledger.open(
                    LedgerConfig.of("growth.example/ledger/main", folder.resolve("ledger")),
                    AuditConfig.store(Tenant.MAIN, database, connections))) {
                new GrowingLog(ledger).grow(entries, step);
            }
        }
    }

    private void grow(long entries, long step) throws Exception {
        long next = step;
        long begin = System.nanoTime();
        long from = size();
        while (size() < entries) {
            Load.Result slice = Load.run("slice", CALLERS, SLICE, () -> AppendBaseline.append(ledger, ids));
            if (size() >= next) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                System.out.println("%,12d entries: %,8.0f appends a second since the line before, p50 %.1f ms, p99 %.1f ms; %s"
                        .formatted(size(), (size() - from) / seconds, slice.p50(), slice.p99(), proofs()));
                next = (size() / step + 1) * step;
                begin = System.nanoTime();
                from = size();
            }
        }
    }

    private long size() {
        return ledger.view().checkpoint().orElseThrow().checkpoint().size();
    }

    private String proofs() {
        LogView view = ledger.view();
        long size = size();
        double[] millis = new double[PROOFS];
        for (int i = 0; i < PROOFS; i++) {
            long begin = System.nanoTime();
            var _ = view.proof(random.nextLong(size)).orElseThrow();
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        return "a proof p50 %.2f ms, p99 %.2f ms".formatted(millis[PROOFS / 2], millis[PROOFS * 99 / 100]);
    }
}
