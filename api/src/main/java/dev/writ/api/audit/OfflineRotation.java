package dev.writ.api.audit;

import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.Ledger;
import dev.writ.ledger.LedgerConfig;
import dev.writ.ledger.keys.KeyGenerations;
import dev.writ.ledger.log.LogStartException;
import dev.writ.ledger.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Path;

/** Changes the keys of a log that no service of this data folder runs. */
public final class OfflineRotation {
    /** One for the batch, one for what is read beside it. */
    private static final int CONNECTIONS = 3;

    private OfflineRotation() {}

    /**
     * Rotates.
     *
     * @param folder of the stopped node: its keys and its pin
     * @param log whose log
     * @param database its own, or one on a server
     * @return what was done, for people
     * @throws StartFailure if it cannot be done
     */
    public static String run(DataFolder folder, Tenant log, Database database) {
        Path keys = AuditConfig.keysAndPin(folder, log);
        try (var connections = database.open(CONNECTIONS, OfflineExport.CONNECTION_WAIT_MILLIS)) {
            var config = LedgerConfig.of(origin(keys), keys);
            KeyGenerations history = Ledger.rotateKeys(config, AuditConfig.store(log, database, connections));
            return text(history, keys);
        } catch (LogStartException e) {
            throw new StartFailure("the keys were not changed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new StartFailure("the pin in `" + keys + "` cannot be read: " + e.getMessage(), e);
        }
    }

    private static String origin(Path keys) throws IOException {
        return AuditConfig.pinned(keys)
                .orElseThrow(() -> new LogStartException(
                        "there is no pin in `" + keys + "`, see `writ ledger repair` for what leads on"));
    }

    private static String text(KeyGenerations history, Path keys) {
        var lines = new StringBuilder("the keys of `" + history.origin() + "` were changed by entry "
                + history.current().entry() + "; these sign from now on:\n");
        for (VerifierKey key : history.current().keys().keys()) {
            lines.append(key.text()).append('\n');
        }
        return lines.append("copy the new key files in `")
                .append(keys)
                .append("` to every node and to a safe place; those in `retired` sign nothing any more, destroy them")
                .toString();
    }
}
