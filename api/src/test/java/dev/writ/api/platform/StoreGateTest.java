package dev.writ.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits for whom where versions of an H2 file are stored. */
@Timeout(60)
class StoreGateTest {
    private static final String URL = "jdbc:h2:mem:;INIT=CREATE TABLE t(id INT PRIMARY KEY)";

    private final StoreGate gate = new StoreGate(Duration.ofMillis(300));

    private Connection connection() throws SQLException {
        return gate.watch(DriverManager.getConnection(URL));
    }

    private void store() throws SQLException {
        gate.alone(() -> {});
    }

    /** A thread of its own, as whoever stores is never one that has a connection. */
    private void storeElsewhere() throws Exception {
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            other.submit(() -> {
                        store();
                        return true;
                    })
                    .get();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"select * from t", "\n SELECT count(*) from t where id > 1"})
    void aQueryThatNeverEndsHoldsUpNothing(String sql) throws Exception {
        try (Connection connection = connection();
                var query = connection.prepareStatement(sql);
                var rows = query.executeQuery()) {
            storeElsewhere();
            assertThat(rows.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (1)",
                "select * from t for update",
                "select * from final table (insert into t values (1))",
                "with x(a) as (select 1) select * from x"
            })
    void nothingIsStoredWhileAChangeMayBeUnderWay(String sql) throws Exception {
        try (Connection connection = connection()) {
            connection.prepareStatement(sql).close();
            assertThatThrownBy(this::storeElsewhere)
                    .hasCauseInstanceOf(SQLTransientConnectionException.class)
                    .hasMessageContaining("a transaction did not end");
        }
        storeElsewhere();
    }

    @Test
    void aStatementOfWhichNothingIsKnownMayBeAChange() throws Exception {
        try (Connection connection = connection()) {
            connection.createStatement().close();
            assertThatThrownBy(this::storeElsewhere).hasCauseInstanceOf(SQLTransientConnectionException.class);
        }
        storeElsewhere();
    }

    @Test
    void aThreadThatChangesSomethingCannotStore() throws Exception {
        try (Connection connection = connection()) {
            connection.prepareStatement("delete from t").close();
            assertThatThrownBy(this::store).isInstanceOf(IllegalStateException.class);
        }
        assertThatCode(this::store).doesNotThrowAnyException();
    }

    @Test
    void aConnectionMayBeClosedTwiceAndAThreadMayHaveSeveral() throws Exception {
        Connection first = connection();
        first.prepareStatement("delete from t").close();
        try (Connection second = connection()) {
            second.prepareStatement("delete from t").close();
            first.close();
            first.close();
            assertThatThrownBy(this::storeElsewhere).hasCauseInstanceOf(SQLTransientConnectionException.class);
        }
        storeElsewhere();
    }

    /** Those may have what the thread needs that the version waits for. */
    @Test
    void aVersionThatWaitsLetsOthersGoOnInTurns() throws Exception {
        StoreGate patient = new StoreGate(Duration.ofSeconds(30));
        Lock held = patient.enter();
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Void> stored = new CompletableFuture<>();
        Thread storing = Thread.ofVirtual().start(() -> {
            waits.countDown();
            try {
                patient.alone(() -> stored.complete(null));
            } catch (SQLException e) {
                stored.completeExceptionally(e);
            }
        });
        waits.await();
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                others.submit(() -> {
                            patient.enter().unlock();
                            return true;
                        })
                        .get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(stored).isNotDone();
        held.unlock();
        storing.join();
        assertThat(stored).isCompleted();
    }

    @Test
    void aChangeDoesNotWaitForeverForAVersionThatIsNotStored() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread storing = Thread.ofVirtual().start(() -> {
            try {
                gate.alone(() -> {
                    begun.countDown();
                    awaitEnd(end);
                });
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();
        assertThatThrownBy(gate::enter).isInstanceOf(SQLTransientConnectionException.class);
        end.countDown();
        storing.join();
        gate.enter().unlock();
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
