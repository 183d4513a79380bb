package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever keeps the service from starting is one line for the operator, and exit code 1. */
@Timeout(300)
class StartFailuresIT {
    @TempDir
    Path dir = Path.of("");

    @Test
    void aFolderOrAPortInUseIsNamed() {
        Path data = dir.resolve("data");
        try (ServiceProcess first = ServiceProcess.serve(data)) {
            int port = URI.create(first.client().base()).getPort();
            assertFails(
                    "error: the data folder `" + data + "` is locked by another process (process ",
                    "serve",
                    "--port",
                    "0",
                    "--data-dir",
                    data.toString());
            assertFails(
                    "error: port " + port + " of 127.0.0.1 is in use; ",
                    "serve",
                    "--port",
                    Integer.toString(port),
                    "--data-dir",
                    dir.resolve("other").toString());
            assertFails(
                    "error: the data folder `" + data + "` is locked by another process",
                    "ledger-export",
                    "--data-dir",
                    data.toString(),
                    "--dir",
                    dir.resolve("out").toString());
        }
    }

    @Test
    void aWrongBundleIsNamed() throws Exception {
        assertFails(
                "error: the bundle `" + dir.resolve("none.tar.gz") + "`",
                "serve",
                "--port",
                "0",
                "--data-dir",
                dir.resolve("a").toString(),
                "--bundle",
                dir.resolve("none.tar.gz").toString());
    }

    @Test
    void aBrokenBundleIsShownWithItsLine() throws Exception {
        Path bundle = Files.createDirectories(dir.resolve("bundle"));
        Files.writeString(bundle.resolve("broken.rego"), "package broken\n\nallow if {\n\tinput.x ==\n}\n");
        try (ServiceProcess service = ServiceProcess.run(
                "serve", "--port", "0", "--data-dir", dir.resolve("b").toString(), "--bundle", bundle.toString())) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.output())
                    .startsWith("error: the bundle `" + bundle + "` cannot be used\n" + bundle.resolve("broken.rego")
                            + ":5:1: ")
                    .endsWith("\n  }\n  ^")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void theOptionsWinOverVariablesAndFilesOfTheWorkingFolder() throws Exception {
        Files.writeString(dir.resolve("application.yaml"), "server.port: 1\nserver.address: 192.0.2.1\n");
        var before = List.of("env", "-C", dir.toString(), "SERVER_PORT=1", "SERVER_ADDRESS=192.0.2.1");
        try (ServiceProcess service = ServiceProcess.run(before, "serve", "--port", "0", "--data-dir", "c")) {
            assertThat(service.client().base()).startsWith("http://127.0.0.1:");
            service.client().get("/actuator/health").expect(200);
        }
    }

    @Test
    void theJarThatHasEverythingInItServesToo() {
        try (ServiceProcess service = ServiceProcess.runSingleJar(
                "serve", "--port", "0", "--data-dir", dir.resolve("d").toString())) {
            service.client().get("/api/v1/decisions").expect(401);
        }
    }

    @Test
    void wrongArgumentsAre2() {
        try (ServiceProcess service = ServiceProcess.run("serve", "--prot", "1")) {
            assertThat(service.exitCode()).isEqualTo(2);
            assertThat(service.output()).startsWith("error: unknown option `--prot`; did you mean `--port`?\nusage: ");
        }
    }

    private static void assertFails(String message, String... args) {
        try (ServiceProcess service = ServiceProcess.run(args)) {
            assertThat(service.exitCode()).as(service.output()).isEqualTo(1);
            assertThat(service.output())
                    .startsWith(message)
                    .doesNotContain("\tat ")
                    .doesNotContain("Exception");
        }
    }
}
