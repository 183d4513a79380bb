package dev.writ.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.RunningService;
import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.verify.PackReport;
import dev.writ.ledger.verify.PackVerifier;
import dev.writ.ledger.verify.VerificationRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs from the data folder of a stopped service. */
class OfflinePackTest {
    @TempDir
    private Path dir = Path.of("");

    @Test
    void aStoppedServicesFolderGivesPacksToo() throws Exception {
        Path data = dir.resolve("data");
        List<String> keys;
        try (RunningService service = RunningService.start(data)) {
            var admin = service.bootstrap();
            var auditor = service.principal(admin, "auditor", List.of("auditor"), List.of("read"));
            keys = auditor.get("/ledger/main/keys").expect(200).body().lines().toList();
        }
        Path out = dir.resolve("pack.json");
        try (DataFolder folder = DataFolder.openExisting(data)) {
            Database database = folder.database();
            OfflinePack.run(database, Tenant.MAIN, "1,3", "", "all", out);
            PackReport report = PackVerifier.verify(
                    Bytes.of(Files.readAllBytes(out)), VerificationRequest.of(TrustedKeys.parse(keys)));
            assertThat(report.finding()).isEmpty();
            assertThat(report.entries().stream().map(entry -> entry.entry().seq()))
                    .containsExactly(0L, 1L, 3L);
            assertThatThrownBy(() -> OfflinePack.run(database, Tenant.MAIN, "1", "", "", out))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("cannot be written");
            assertThatThrownBy(() -> OfflinePack.run(database, Tenant.MAIN, "999", "", "", dir.resolve("other")))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("does not hold all of the entries");
            assertThatThrownBy(() -> OfflinePack.run(database, Tenant.MAIN, "", "x", "", dir.resolve("other")))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("which is no id");
        }
    }
}
