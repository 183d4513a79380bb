package dev.writ.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.platform.DataFolder;
import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.store.LedgerStore;
import dev.writ.ledger.store.StoreException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store contract on an H2 file. */
class JooqLedgerStoreTest extends JooqStoreContract {
    private final DataFolder folder;

    JooqLedgerStoreTest(@TempDir Path dir) {
        DataFolder opened = DataFolder.open(dir);
        super(opened.database());
        folder = opened;
    }

    @Override
    boolean readsAll(String plan) {
        return plan.contains("tableScan") || (!plan.contains("index sorted") && plan.contains("ORDER BY"));
    }

    @AfterEach
    void close() {
        closeConnections();
        folder.close();
    }

    @Test
    void aSyncThatNeverBeganMayBeTriedAgain() {
        LedgerStore store = open(new LogId("main"));
        connections().close();
        assertThatThrownBy(store::sync)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.RETRYABLE));
    }
}
