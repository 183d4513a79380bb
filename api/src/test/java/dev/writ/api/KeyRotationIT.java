package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.verify.DirectorySource;
import dev.writ.ledger.verify.LogVerifier;
import dev.writ.ledger.verify.PackVerifier;
import dev.writ.ledger.verify.Progress;
import dev.writ.ledger.verify.VerificationReport;
import dev.writ.ledger.verify.VerificationRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The keys of a real service's log are changed twice, and whoever has any of its keys can verify all of it. */
@Tag("faults")
@Timeout(400)
class KeyRotationIT {
    private final Acknowledged acknowledged = new Acknowledged();
    private final List<TrustedKeys> keys = new ArrayList<>();
    private final List<Bytes> heads = new ArrayList<>();
    private final List<Bytes> proofs = new ArrayList<>();
    private String admin = "";
    private String auditor = "";

    @TempDir
    Path dir = Path.of("");

    @Test
    void aLogWhoseKeysWereChangedVerifiesWithTheKeysOfAnyTime() throws Exception {
        Bytes first = serve(0);
        rotate();
        Bytes second = serve(1);
        rotate();
        Bytes third = serve(2);
        assertThat(keys.stream().map(TrustedKeys::lines)).doesNotHaveDuplicates();
        assertThat(files(dir.resolve("data/ledger/main/retired"))).hasSize(4);

        assertThat(PackVerifier.verify(first, VerificationRequest.of(keys.getFirst()))
                        .finding())
                .isEmpty();
        assertThat(PackVerifier.verify(second, VerificationRequest.of(keys.getFirst()))
                        .finding())
                .isEmpty();
        for (TrustedKeys given : keys) {
            assertThat(PackVerifier.verify(third, VerificationRequest.of(given)).finding())
                    .isEmpty();
        }
        Path out = dir.resolve("export");
        try (ServiceProcess export = run("ledger-export", "--dir", out.toString())) {
            assertThat(export.exitCode()).as(export.output()).isZero();
        }
        for (TrustedKeys given : keys) {
            VerificationReport report = LogVerifier.verify(
                    new DirectorySource(out), new VerificationRequest(given, heads, proofs), Progress.NONE);
            assertThat(report.finding()).isEmpty();
            assertThat(report.keyChanges()).isEqualTo(2);
            assertThat(report.anchors()).isEqualTo(3);
        }
        withTheOldKeysNothingStarts();
    }

    /** Runs the service for some decisions, and gives a pack of one of them. */
    private Bytes serve(int changes) throws Exception {
        try (ServiceProcess service = run("serve", "--port", "0")) {
            Client client = service.client();
            if (admin.isEmpty()) {
                admin = Acknowledged.bootstrap(client, dir.resolve("data"));
                auditor = Acknowledged.auditorToken(client.withToken(admin));
            }
            for (int i = 0; i < 3; i++) {
                assertThat(acknowledged.ask(client.withToken(admin))).isTrue();
            }
            Client reader = client.withToken(auditor);
            acknowledged.assertAllThere(reader);
            assertThat(Acknowledged.verify(
                                    reader, heads.stream().map(Bytes::text).toList())
                            .keyChanges())
                    .isEqualTo(changes);
            assertThat(reader.get("/ledger/main/keys/history")
                            .expect(200)
                            .body()
                            .split("\"entry\":", -1))
                    .hasSize(changes + 2);
            keys.add(TrustedKeys.parse(
                    reader.get("/ledger/main/keys").expect(200).body().lines().toList()));
            heads.add(
                    Bytes.utf8(reader.get("/ledger/main/checkpoint").expect(200).body()));
            proofs.add(Bytes.utf8(reader.get("/ledger/main/proof/2").expect(200).body()));
            try (ServiceProcess refused = run("ledger-rotate-key")) {
                assertThat(refused.exitCode()).isEqualTo(1);
                assertThat(refused.output()).contains("is locked by another process");
            }
            Bytes pack = Bytes.utf8(
                    reader.get("/ledger/main/pack?index=2").expect(200).body());
            assertThat(service.stop()).isEqualTo(143);
            return pack;
        }
    }

    private void rotate() {
        try (ServiceProcess rotation = run("ledger-rotate-key")) {
            assertThat(rotation.exitCode()).as(rotation.output()).isZero();
            assertThat(rotation.output())
                    .startsWith("the keys of `writ.local/ledger/main` were changed by entry ")
                    .doesNotContain("PRIVATE");
        }
    }

    private void withTheOldKeysNothingStarts() throws IOException {
        Path folder = dir.resolve("data/ledger/main");
        for (Path key : files(folder).stream().filter(KeyRotationIT::isKey).toList()) {
            Files.move(key, dir.resolve(key.getFileName()));
        }
        for (Path old : files(folder.resolve("retired"))) {
            Files.copy(old, folder.resolve(old.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        }
        try (ServiceProcess refused = run("serve", "--port", "0")) {
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output()).contains("which signs for the log: copy its key file from a backup");
        }
        try (ServiceProcess repair = run("ledger-repair")) {
            assertThat(repair.exitCode()).isEqualTo(3);
            assertThat(repair.output()).contains("log `main`: keys do not match", "copy the key files of the log");
        }
    }

    private static boolean isKey(Path file) {
        return file.toString().endsWith(".key");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private ServiceProcess run(String mode, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(mode, "--data-dir", dir.resolve("data").toString()));
        arguments.addAll(List.of(more));
        return ServiceProcess.run(arguments.toArray(String[]::new));
    }
}
