package dev.writ.api.audit;

import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.Repair;
import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.log.LogStartException;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.store.LedgerReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Says what state a stopped node's log is in, and which ways lead on. */
public final class OfflineRepair {
    private static final String HEAD_TABLE = "ledger_head";

    private OfflineRepair() {}

    /**
     * Looks, and writes the pin if that is asked for.
     *
     * @param folder of the stopped node: its keys and its pin
     * @param log whose log
     * @param database empty if there is none where it should be
     * @param pinFrom a file with a checkpoint that the operator trusts, to write the pin from
     * @throws StartFailure if the state cannot be found out, or the pin must not be written
     */
    public static RepairReport run(DataFolder folder, Tenant log, Optional<Database> database, Optional<Path> pinFrom) {
        if (database.isEmpty()) {
            return look(folder, log, new EmptyLog(new LogId(log.name())), 0, pinFrom);
        }
        try (var connections = database.get().open(1, OfflineExport.CONNECTION_WAIT_MILLIS)) {
            DSLContext sql = DSL.using(database.get().jooq().derive(connections));
            if (!isThere(sql)) {
                return look(folder, log, new EmptyLog(new LogId(log.name())), 0, pinFrom);
            }
            int waiting = new OutboxRepository(sql).waiting(log);
            return look(folder, log, AuditConfig.store(log, database.get(), connections), waiting, pinFrom);
        }
    }

    /** Whether a service has ever made its tables there; asked in plain SQL, since rendered names have no schema. */
    private static boolean isThere(DSLContext sql) {
        return sql.resultQuery("select 1 from information_schema.tables where table_name = ?", HEAD_TABLE)
                .fetch()
                .isNotEmpty();
    }

    private static RepairReport look(
            DataFolder folder, Tenant tenant, LedgerReader log, int waiting, Optional<Path> pinFrom) {
        var repair = new Repair(AuditConfig.keysAndPin(folder, tenant), log);
        try {
            Optional<Checkpoint> written = Optional.empty();
            if (pinFrom.isPresent()) {
                written = Optional.of(repair.pinFrom(Bytes.of(Files.readAllBytes(pinFrom.get()))));
            }
            return new RepairReport(tenant.name(), repair.examine(), waiting, written);
        } catch (LogStartException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StartFailure("the pin or the checkpoint cannot be used: " + e, e);
        }
    }
}
