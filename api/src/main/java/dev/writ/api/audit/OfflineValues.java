package dev.writ.api.audit;

import dev.writ.api.platform.Database;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.PayloadField;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.verify.DirectorySource;
import dev.writ.ledger.verify.ValueCheck;
import dev.writ.ledger.verify.ValueReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Checks the values in a database against an export of its log, which somebody else has verified. */
public final class OfflineValues {
    private OfflineValues() {}

    /**
     * Checks.
     *
     * @param database of a stopped service, or on a server
     * @param log whose log
     * @param export the verified log
     * @return the report as one line of JSON
     * @throws StartFailure if it cannot be done
     */
    public static String run(Database database, Tenant log, Path export) {
        try (var connections = database.open(1, OfflineExport.CONNECTION_WAIT_MILLIS)) {
            var sql = DSL.using(database.jooq().derive(connections));
            var rows = new PayloadRepository(sql);
            var erased = new ErasedFields(new ErasureRepository(sql));
            long size = SignedCheckpoint.parse(Bytes.of(Files.readAllBytes(export.resolve("checkpoint"))))
                    .checkpoint()
                    .size();
            ValueReport report = ValueCheck.check(new DirectorySource(export), size, new Rows(log, rows, erased, size));
            return json(report).canonical().text();
        } catch (IOException | IllegalArgumentException | DataAccessException e) {
            throw new StartFailure("the values beside the log cannot be checked: " + e.getMessage(), e);
        }
    }

    private record Rows(Tenant log, PayloadRepository rows, ErasedFields erased, long size)
            implements ValueCheck.Values {
        @Override
        public Map<Long, List<PayloadField>> of(long from, long to) {
            return rows.fields(log, from, to);
        }

        @Override
        public boolean erasedLater(long entry, String field) {
            var by = erased.of(log, entry).get(field);
            return by != null && (by.isEmpty() || by.getAsLong() >= size);
        }
    }

    private static Json.Obj json(ValueReport report) {
        Map<String, Json> members = new TreeMap<>(Map.of(
                "entries", new Json.Num(report.entries()),
                "kept", new Json.Num(report.kept()),
                "erased", new Json.Num(report.erased()),
                "later", new Json.Num(report.later())));
        report.finding()
                .ifPresent(finding -> members.put(
                        "finding",
                        new Json.Obj(Map.of(
                                "place", new Json.Str(finding.place()), "message", new Json.Str(finding.message())))));
        return new Json.Obj(members);
    }
}
