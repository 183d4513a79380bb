package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process whose files can grow no further: to the database that is a full disk. It answers 503 then, loses nothing that it
 * acknowledged, and goes on once there is room again.
 */
@Tag("faults")
@Timeout(300)
class FullDiskIT {
    /** In units of 1024 bytes: room for a start and some hundred decisions. */
    private static final int FILE_LIMIT = 3_000;

    private static final int MOST_DECISIONS = 20_000;

    @TempDir
    Path dir = Path.of("");

    @Test
    void aStartWithoutRoomIsOneLine() {
        try (ServiceProcess service = ServiceProcess.run(
                List.of("bash", "-c", "ulimit -f 40; exec \"$@\"", "bash"),
                "serve",
                "--port",
                "0",
                "--data-dir",
                dir.toString())) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.output())
                    .hasLineCount(1)
                    .startsWith("error: ")
                    .contains("the database")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void aFullDiskIs503AndLosesNothing() throws Exception {
        var acknowledged = new Acknowledged();
        String admin;
        try (ServiceProcess service = ServiceProcess.run(
                List.of("bash", "-c", "ulimit -f " + FILE_LIMIT + "; exec \"$@\"", "bash"),
                "serve",
                "--port",
                "0",
                "--data-dir",
                dir.toString())) {
            Client client = service.client();
            admin = Acknowledged.bootstrap(client, dir);
            Client caller = client.withToken(admin);
            for (int i = 0; i < MOST_DECISIONS && acknowledged.ask(caller); i++) {
                // until the disk is full
            }
            assertThat(acknowledged.count()).isPositive();
            assertThat(acknowledged.refused()).as("the disk was never full").isEqualTo(1);
            assertThat(acknowledged.ask(caller)).isFalse();
            assertThat(acknowledged.refused()).isEqualTo(2);
            assertThat(client.get("/actuator/health").status()).isEqualTo(503);
            assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(503);
        }
        try (ServiceProcess service = ServiceProcess.serve(dir)) {
            Client client = service.client().withToken(admin);
            Client auditor = Acknowledged.auditor(client);
            acknowledged.assertAllThere(auditor);
            assertThat(acknowledged.ask(client)).isTrue();
            Acknowledged.verify(auditor, List.of());
        }
    }
}
