package dev.writ.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.cli.Failure;
import dev.writ.cli.Home;
import dev.writ.cli.serve.ServiceProcess.Life;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
    @TempDir
    private Path folder = Path.of("");

    private Path jar = folder;
    private Path log = folder;

    @BeforeEach
    void makeJar() throws IOException {
        jar = StandIn.jar(folder.resolve("stand-in.jar"));
        log = folder.resolve("log");
    }

    @Test
    void argumentsGoInAndTheExitCodeComesOut() throws IOException {
        try (var process = ServiceProcess.start(jar, List.of("exit=3", "--port", "0"), Life.LONG, Optional.of(log))) {
            assertThat(process.await()).isEqualTo(3);
        }
        assertThat(Files.readString(log))
                .contains("arguments [exit=3, --port, 0]")
                .contains("an error line");
    }

    @Test
    void aCacheThatFitsNothingIsPassedOverInSilence() throws IOException {
        Files.writeString(folder.resolve("service.aot"), "no cache");
        try (var process = ServiceProcess.start(jar, List.of("exit=0"), Life.LONG, Optional.of(log))) {
            assertThat(process.await()).isZero();
        }
        assertThat(Files.readString(log)).doesNotContainIgnoringCase("aot").contains("arguments [exit=0]");
    }

    @Test
    void closingEndsTheProcessInAnOrderlyWay() throws IOException {
        try (var process = ServiceProcess.start(jar, List.of("wait"), Life.SHORT, Optional.of(log))) {
            Instant end = Instant.now().plusSeconds(30);
            while (!Files.readString(log).contains("waiting") && Instant.now().isBefore(end)) {
                assertThat(process.await(Duration.ofMillis(20))).isEmpty();
            }
        }
        assertThat(Files.readString(log)).contains("stopped in an orderly way");
    }

    @Test
    void theJarIsFoundOrItsAbsenceIsExplained() throws IOException {
        Path service = folder.resolve("api/target/service");
        var home = new Home(folder);

        assertThatThrownBy(home::serviceJar)
                .isInstanceOf(Failure.class)
                .hasMessage("expected one jar in `" + service + "`, found 0: run `mvn -DskipTests package` in `"
                        + folder + "`");
        Files.createDirectories(service);
        Files.copy(jar, service.resolve("api-1.jar"));
        assertThat(home.serviceJar()).isEqualTo(service.resolve("api-1.jar"));
    }
}
