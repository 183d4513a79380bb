package dev.writ.api.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.platform.Tenant;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static final Tenant ACME = new Tenant("acme");

    private final Workers workers = new Workers();
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void stop() throws InterruptedException {
        go.countDown();
        assertThat(workers.stop(Duration.ofSeconds(20))).isTrue();
    }

    private void hold(CountDownLatch begun) {
        begun.countDown();
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void occupy(Tenant tenant) throws InterruptedException {
        var begun = new CountDownLatch(1);
        workers.execute(tenant, Kind.PACK, () -> hold(begun));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private boolean isDone(Tenant tenant, Kind kind) throws InterruptedException {
        var done = new CountDownLatch(1);
        workers.execute(tenant, kind, done::countDown);
        return done.await(10, TimeUnit.SECONDS);
    }

    @Test
    void whatATenantHasQueuedHoldsUpNoOtherTenant() throws InterruptedException {
        occupy(Tenant.MAIN);
        for (int i = 0; i < Workers.QUEUE; i++) {
            workers.execute(Tenant.MAIN, Kind.PACK, () -> {});
        }
        assertThat(isDone(ACME, Kind.PACK)).isTrue();
        assertThatThrownBy(() -> workers.execute(Tenant.MAIN, Kind.PACK, () -> {}))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aBackupWaitsForNoPack() throws InterruptedException {
        occupy(Tenant.MAIN);
        occupy(ACME);
        assertThat(isDone(Tenant.MAIN, Kind.BACKUP)).isTrue();
    }

    @Test
    void noMoreWorkAtOnceThanTheMemoryIsMeantFor() throws InterruptedException {
        occupy(Tenant.MAIN);
        occupy(ACME);
        var third = new CountDownLatch(1);
        workers.execute(new Tenant("globex"), Kind.PACK, third::countDown);
        assertThat(third.await(200, TimeUnit.MILLISECONDS)).isFalse();
        go.countDown();
        assertThat(third.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aNodeThatStopsTakesNothingMore() throws InterruptedException {
        assertThat(workers.stop(Duration.ofSeconds(1))).isTrue();
        assertThat(workers.stopping()).isTrue();
        assertThatThrownBy(() -> workers.execute(ACME, Kind.BACKUP, () -> {}))
                .isInstanceOf(RejectedExecutionException.class);
    }
}
