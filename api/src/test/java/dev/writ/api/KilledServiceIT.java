package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.verify.DirectorySource;
import dev.writ.ledger.verify.LogVerifier;
import dev.writ.ledger.verify.Progress;
import dev.writ.ledger.verify.VerificationRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process, killed while it appends: everything that it acknowledged is there after a restart, and verifies. */
@Timeout(300)
class KilledServiceIT {
    private static final int ROUNDS = 2;
    private static final int ANSWERS = 150;
    private static final int THREADS = 16;

    @TempDir
    Path dir = Path.of("");

    @Test
    void whatWasAcknowledgedSurvivesSigkill() throws Exception {
        var acknowledged = new Acknowledged();
        List<String> checkpoints = new ArrayList<>();
        String admin = "";
        String auditor = "";
        for (int round = 0; round < ROUNDS; round++) {
            try (ServiceProcess service = ServiceProcess.serve(dir)) {
                Client client = service.client();
                if (round == 0) {
                    admin = Acknowledged.bootstrap(client, dir);
                    auditor = token(Acknowledged.auditor(client.withToken(admin)));
                }
                acknowledged.assertAllThere(client.withToken(auditor));
                var answers = new CountDownLatch(ANSWERS);
                List<Thread> callers = acknowledged.askUntilItEnds(client.withToken(admin), THREADS, answers);
                assertThat(answers.await(60, TimeUnit.SECONDS)).isTrue();
                checkpoints.add(client.withToken(auditor)
                        .get("/ledger/main/checkpoint")
                        .expect(200)
                        .body());
                service.kill();
                for (Thread caller : callers) {
                    caller.join();
                }
            }
        }
        assertThat(acknowledged.count()).isGreaterThanOrEqualTo(ROUNDS * ANSWERS - ROUNDS * THREADS);
        try (ServiceProcess service = ServiceProcess.serve(dir)) {
            Client reader = service.client().withToken(auditor);
            acknowledged.assertAllThere(reader);
            assertThat(Acknowledged.verify(reader, checkpoints).entries()).isGreaterThan(acknowledged.count());
            assertThat(service.stop()).isEqualTo(143);
        }
        exportVerifies(checkpoints);
    }

    /** The stopped service's log, exported offline. */
    private void exportVerifies(List<String> checkpoints) throws Exception {
        Path out = dir.resolve("export");
        try (ServiceProcess export =
                ServiceProcess.run("ledger-export", "--data-dir", dir.toString(), "--dir", out.toString())) {
            assertThat(export.exitCode()).as(export.output()).isZero();
            assertThat(export.output()).startsWith("exported ");
        }
        var keys = TrustedKeys.parse(Files.readAllLines(out.resolve("keys")));
        var since = checkpoints.stream().map(Bytes::utf8).toList();
        var report = LogVerifier.verify(
                new DirectorySource(out), new VerificationRequest(keys, since, List.of()), Progress.NONE);
        assertThat(report.finding()).isEmpty();
        assertThat(report.anchors()).isEqualTo(checkpoints.size());
    }

    private static String token(Client client) {
        return client.request("/")
                .build()
                .headers()
                .firstValue("Authorization")
                .orElseThrow()
                .substring("Bearer ".length());
    }
}
