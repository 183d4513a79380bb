package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.verify.DirectorySource;
import dev.writ.ledger.verify.LogVerifier;
import dev.writ.ledger.verify.Progress;
import dev.writ.ledger.verify.VerificationReport;
import dev.writ.ledger.verify.VerificationRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The drill of docs/guides/backup.md: copies taken under load, restored elsewhere, verified and gone on from. */
@Tag("faults")
@Timeout(400)
class BackupIT {
    private static final int THREADS = 8;
    private static final int ANSWERS = 200;

    private final Acknowledged acknowledged = new Acknowledged();

    @TempDir
    Path dir = Path.of("");

    /** What a service left behind. */
    private record Left(String admin, String auditor, Path early, Path late, SignedCheckpoint head) {}

    @Test
    void aBackupTakenUnderLoadIsRestoredVerifiedAndGoneOnFrom() throws Exception {
        Left left = serveUnderLoad();
        theOlderOneIsRefusedBesideThePin(left);
        verifies(restored("early", left.early()), beside(left.early()));
        Path late = restored("late", left.late());
        verifies(late, left.head().bytes());
        try (ServiceProcess without = serve(late)) {
            assertThat(without.exitCode()).isEqualTo(1);
            assertThat(without.output()).contains("this node has no pin");
        }
        Path checkpoint =
                Files.writeString(dir.resolve("kept"), left.head().bytes().text());
        try (ServiceProcess service = serve(late, "--checkpoint", checkpoint.toString())) {
            Client client = service.client();
            Client auditor = client.withToken(left.auditor());
            acknowledged.assertAllThere(auditor);
            assertThat(acknowledged.ask(client.withToken(left.admin()))).isTrue();
            acknowledged.assertAllThere(auditor);
            Acknowledged.verify(auditor, List.of(left.head().bytes().text()));
        }
    }

    private Left serveUnderLoad() throws Exception {
        try (ServiceProcess service = serve(dir.resolve("data"))) {
            Client client = service.client();
            String admin = Acknowledged.bootstrap(client, dir.resolve("data"));
            String auditor = Acknowledged.auditorToken(client.withToken(admin));
            var first = new CountDownLatch(ANSWERS);
            var second = new CountDownLatch(3 * ANSWERS);
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                callers.add(Thread.ofVirtual().start(() -> {
                    while (second.getCount() > 0 && acknowledged.ask(client.withToken(admin))) {
                        first.countDown();
                        second.countDown();
                    }
                }));
            }
            assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
            Path early = take(client.withToken(admin), ANSWERS);
            assertThat(second.await(60, TimeUnit.SECONDS)).isTrue();
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(acknowledged.refused()).isZero();
            Path late = take(client.withToken(admin), acknowledged.count());
            Client reader = client.withToken(auditor);
            assertThat(reader.post("/api/v1/backups", "{}").status()).isEqualTo(403);
            String head = reader.get("/ledger/main/checkpoint").expect(200).body();
            assertThat(service.stop()).isEqualTo(143);
            return new Left(admin, auditor, early, late, SignedCheckpoint.parse(Bytes.utf8(head)));
        }
    }

    /** Takes a copy that holds at least as many entries, and is closed to others. */
    private static Path take(Client admin, int least) throws IOException {
        String begun = admin.post("/api/v1/backups", "{}").expect(202).header("Location");
        Until.that("taken", () -> !admin.get(begun).expect(200).text("state").equals("running"));
        var answer = admin.get(begun).expect(200);
        assertThat(answer.text("state")).as(answer.body()).isEqualTo("done");
        Path file = Path.of(answer.text("outcome", "file"));
        assertThat(file).hasSize(answer.number("outcome", "bytes"));
        assertThat(answer.number("progress", "done")).isPositive();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(answer.number("outcome", "checkpoints", "0", "size")).isGreaterThan(least);
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .allMatch(name -> name.endsWith(".zip") || name.endsWith(".zip.checkpoint"));
        }
        return file;
    }

    private void theOlderOneIsRefusedBesideThePin(Left left) throws Exception {
        Path database = dir.resolve("data/writ.mv.db");
        Path newest = Files.move(database, dir.resolve("newest"));
        unpack(left.early(), dir.resolve("data"));
        Checkpoint head = left.head().checkpoint();
        try (ServiceProcess refused = serve(dir.resolve("data"))) {
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output())
                    .contains(
                            "knows " + head.size() + " with root " + head.root().base64())
                    .contains("the database was rolled back, restore the newer one");
        }
        Files.move(newest, database, StandardCopyOption.REPLACE_EXISTING);
    }

    /** As an operator does it: the database from the copy, the keys from the safe place where they have been since the log was made. */
    private Path restored(String name, Path backup) throws IOException {
        Path data = dir.resolve(name);
        Path keys = Files.createDirectories(data.resolve("ledger/main"));
        unpack(backup, data);
        try (Stream<Path> files = Files.list(dir.resolve("data/ledger/main"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".key")).toList()) {
                Files.copy(file, keys.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return data;
    }

    private static void unpack(Path backup, Path folder) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(backup))) {
            var entry = zip.getNextEntry();
            assertThat(entry.getName()).isEqualTo("writ.mv.db");
            Files.copy(zip, folder.resolve(entry.getName()));
            assertThat(zip.getNextEntry()).isNull();
        }
    }

    private static Bytes beside(Path backup) throws IOException {
        return Bytes.of(Files.readAllBytes(backup.resolveSibling(backup.getFileName() + ".checkpoint")));
    }

    private void verifies(Path data, Bytes since) throws Exception {
        Path out = dir.resolve(data.getFileName() + "-export");
        try (ServiceProcess export =
                ServiceProcess.run("ledger-export", "--data-dir", data.toString(), "--dir", out.toString())) {
            assertThat(export.exitCode()).as(export.output()).isZero();
        }
        var keys = TrustedKeys.parse(Files.readAllLines(out.resolve("keys")));
        VerificationReport report = LogVerifier.verify(
                new DirectorySource(out), new VerificationRequest(keys, List.of(since), List.of()), Progress.NONE);
        assertThat(report.finding()).isEmpty();
        assertThat(report.anchors()).isEqualTo(1);
    }

    private static ServiceProcess serve(Path data, String... more) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--data-dir", data.toString()));
        arguments.addAll(List.of(more));
        return ServiceProcess.run(arguments.toArray(String[]::new));
    }
}
