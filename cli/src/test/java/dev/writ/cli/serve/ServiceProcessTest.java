package dev.writ.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.cli.Failure;
import dev.writ.cli.Home;
import dev.writ.cli.serve.ServiceProcess.Life;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
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
        jar = folder.resolve("stand-in.jar");
        log = folder.resolve("log");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
        String entry = StandIn.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                var out = new JarOutputStream(file, manifest);
                InputStream in = StandIn.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
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
        Path target = Files.createDirectories(folder.resolve("api/target"));
        var home = new Home(folder);

        assertThatThrownBy(home::serviceJar)
                .isInstanceOf(Failure.class)
                .hasMessage("expected one `*-exec.jar` in `" + target + "`, found 0: run `mvn -DskipTests package` in `"
                        + folder + "`");
        Files.copy(jar, target.resolve("api-1-exec.jar"));
        assertThat(home.serviceJar()).isEqualTo(target.resolve("api-1-exec.jar"));
    }
}
