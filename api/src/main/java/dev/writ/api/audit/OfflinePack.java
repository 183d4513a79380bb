package dev.writ.api.audit;

import dev.writ.api.platform.Database;
import dev.writ.api.platform.ProblemException;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.pack.EvidencePack;
import dev.writ.ledger.publish.ExportException;
import dev.writ.ledger.publish.LogView;
import dev.writ.ledger.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jooq.impl.DSL;

/** Makes an evidence pack from a database. */
public final class OfflinePack {
    private OfflinePack() {}

    /**
     * Writes a pack.
     *
     * @param database of a stopped service, or on a server
     * @param log whose log
     * @param index indexes of entries between commas
     * @param decision ids of decisions between commas
     * @param disclose payload fields between commas
     * @param out a file that does not exist yet
     * @throws StartFailure if it cannot be done
     */
    public static void run(Database database, Tenant log, String index, String decision, String disclose, Path out) {
        try (var connections = database.open(1, OfflineExport.CONNECTION_WAIT_MILLIS)) {
            var sql = DSL.using(database.jooq().derive(connections));
            var view = new LogView(AuditConfig.store(log, database, connections));
            var packs = new Packs(log, view, new PackRepository(sql), Payloads.of(sql));
            Bytes pack = packs.pack(request(index, decision, disclose), EvidencePack.MAX_SIZE, (_, _) -> {});
            Files.write(out, pack.toArray(), StandardOpenOption.CREATE_NEW);
        } catch (ProblemException e) {
            throw new StartFailure("no pack was made: " + e.problem().detail() + "; "
                    + e.problem().remediation());
        } catch (ExportException | StoreException | IOException e) {
            throw new StartFailure("the pack cannot be written to `" + out + "`: " + e);
        }
    }

    private static PackRequest request(String index, String decision, String disclose) {
        return PackRequest.parse(List.of(index), List.of(decision), List.of(disclose));
    }
}
