package dev.writ.api.audit;

import dev.writ.api.platform.DataFolder;
import dev.writ.ledger.log.Node;
import dev.writ.ledger.log.WriteFaultsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Faults of an H2 file. */
@Tag("faults")
class WriteFaultsTest extends WriteFaultsContract {
    private final DataFolder folder;
    private final JooqRows rows;

    WriteFaultsTest(@TempDir Path dir) {
        folder = DataFolder.open(dir);
        rows = JooqRows.in(folder.database());
    }

    @AfterEach
    void close() {
        rows.close();
        folder.close();
    }

    @Override
    protected Node.Rows rows() {
        return rows;
    }
}
