package dev.writ.api.audit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.publish.DirectoryExporter;
import dev.writ.ledger.publish.ExportException;
import dev.writ.ledger.publish.LogView;
import dev.writ.ledger.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the log of a stopped service as files, checking nothing: that is the verifier's business. */
public final class OfflineExport {
    private OfflineExport() {}

    /**
     * Exports.
     *
     * @param folder locked by this process
     * @param out does not exist yet, or is empty
     * @return the checkpoint of what was exported
     * @throws StartFailure if it cannot be done
     */
    public static Checkpoint run(DataFolder folder, Path out) {
        try (HikariDataSource database = database(folder)) {
            return new DirectoryExporter(new LogView(AuditConfig.store(Tenant.MAIN, database))).export(out);
        } catch (ExportException | StoreException | IOException e) {
            throw new StartFailure("the ledger cannot be exported to `" + out + "`: " + e.getMessage());
        }
    }

    /** The database of a folder that this process has locked; it must exist. */
    static HikariDataSource database(DataFolder folder) {
        var config = new HikariConfig();
        config.setJdbcUrl(folder.databaseUrl() + ";IFEXISTS=TRUE");
        config.setUsername("sa");
        config.setPassword("");
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }
}
