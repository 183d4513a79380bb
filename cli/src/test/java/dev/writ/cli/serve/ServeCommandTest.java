package dev.writ.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} as a process of its own, with a stand-in for the service's jar. */
class ServeCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private Path output = folder;

    @BeforeEach
    void layOut() throws IOException {
        StandIn.jar(folder.resolve("api/target/service/api-1.jar"));
        output = folder.resolve("output");
    }

    private Process serve(String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dwrit.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    @Test
    void everyOptionReachesTheServiceAndItsExitCodeComesBack() throws Exception {
        Process serve = serve(
                "--origin",
                "exit=9",
                "--port=0",
                "--bundle",
                "b.tar.gz",
                "--rate-limit=600",
                "--dev",
                "--public-url=https://writ.example",
                "--public-ledger",
                "--oidc-issuer=https://login.example",
                "--oidc-audience=writ",
                "--oidc-groups-claim=",
                "--oidc-roles-claim=roles",
                "--oidc-tenant-claim=org",
                "--oidc-token-type=at+jwt",
                "--tenants=acme,globex=g.tar.gz",
                "--tls-cert=c.pem",
                "--tls-key=k.pem",
                "--client-ca=ca.pem",
                "--host",
                "0.0.0.0",
                "--webhook-allow-private",
                "--smtp-password-file=p",
                "--smtp-user=writ",
                "--smtp-from=writ@writ.example",
                "--smtp-url=smtp://mail.example");

        assertThat(serve.waitFor()).isEqualTo(9);
        assertThat(Files.readString(output))
                .contains("arguments [serve, --host, 0.0.0.0, --port, 0, --data-dir, writ-data, --bundle, b.tar.gz, "
                        + "--origin, exit=9, --public-url, https://writ.example, --rate-limit, 600, --dev, --public-ledger, "
                        + "--smtp-url, smtp://mail.example, --smtp-from, writ@writ.example, --smtp-user, writ, "
                        + "--smtp-password-file, p, --webhook-allow-private, "
                        + "--tenants, acme,globex=g.tar.gz, --oidc-issuer, https://login.example, --oidc-audience, writ, --oidc-groups-claim, , "
                        + "--oidc-roles-claim, roles, --oidc-tenant-claim, org, --oidc-token-type, at+jwt, "
                        + "--tls-cert, c.pem, --tls-key, k.pem, --client-ca, ca.pem]")
                .contains("an error line");
    }

    @Test
    void stoppingTheCommandStopsTheServiceInAnOrderlyWay() throws Exception {
        Process serve = serve();
        Instant end = Instant.now().plusSeconds(60);
        while (!Files.readString(output).contains("waiting") && Instant.now().isBefore(end)) {
            assertThat(serve.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
        }
        List<ProcessHandle> children = serve.descendants().toList();
        serve.destroy();

        assertThat(serve.waitFor()).isEqualTo(143);
        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(Files.readString(output)).contains("stopped in an orderly way");
    }
}
