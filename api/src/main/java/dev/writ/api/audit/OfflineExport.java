package dev.writ.api.audit;

import com.zaxxer.hikari.HikariDataSource;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.publish.DirectoryExporter;
import dev.writ.ledger.publish.ExportException;
import dev.writ.ledger.publish.LogView;
import dev.writ.ledger.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the log in a database as files, checking nothing: that is the verifier's business. */
public final class OfflineExport {
    /** How long to wait for a connection. */
    static final long CONNECTION_WAIT_MILLIS = 10_000;

    private OfflineExport() {}

    /**
     * Exports.
     *
     * @param database of a stopped service, or on a server
     * @param log whose log
     * @param out does not exist yet, or is empty
     * @return the checkpoint of what was exported
     * @throws StartFailure if it cannot be done
     */
    public static Checkpoint run(Database database, Tenant log, Path out) {
        try (HikariDataSource connections = database.open(1, CONNECTION_WAIT_MILLIS)) {
            return new DirectoryExporter(new LogView(AuditConfig.store(log, database, connections))).export(out);
        } catch (ExportException | StoreException | IOException e) {
            throw new StartFailure("the ledger cannot be exported to `" + out + "`: " + e.getMessage());
        }
    }
}
