package dev.writ.api.audit;

import dev.writ.api.platform.Compaction;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.StartFailure;
import java.io.IOException;
import java.sql.SQLException;

/** Writes a database anew without what was deleted, so that erased values leave its file. */
public final class OfflineCompaction {
    private OfflineCompaction() {}

    /**
     * Compacts.
     *
     * @param database of a stopped service
     * @throws StartFailure if it cannot be done, or the database does that itself
     */
    public static void run(Database database) {
        Compaction compaction = database.compaction()
                .orElseThrow(
                        () -> new StartFailure(
                                "a database on a server is compacted by its own means: run `vacuum full"
                                        + " payload, decision, evidence, evidence_subject, idempotency, ledger_term, ledger_outbox`"));
        try {
            compaction.run();
        } catch (IOException | SQLException e) {
            throw new StartFailure(
                    "the database `" + database.place() + "` cannot be compacted and stays as it was: "
                            + e.getMessage(),
                    e);
        }
    }
}
