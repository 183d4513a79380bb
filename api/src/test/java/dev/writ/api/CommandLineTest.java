package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.platform.Oidc;
import dev.writ.api.platform.Outbound;
import dev.writ.api.platform.PostgresAddress;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.SmtpAddress;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.Tenants;
import dev.writ.api.platform.Tls;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void servingIsTheDefault() {
        var standard = new ServeOptions(
                "127.0.0.1",
                8181,
                Path.of("writ-data"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Outbound.standard(),
                Optional.empty(),
                Tenants.standard(),
                Optional.empty(),
                ServeOptions.STANDARD_RATE);
        assertThat(CommandLine.parse()).isEqualTo(new CommandLine.Serve(standard));
        assertThat(CommandLine.parse("serve")).isEqualTo(new CommandLine.Serve(standard));
    }

    @Test
    void everyOptionIsRead() {
        assertThat(CommandLine.parse(
                        "serve",
                        "--host",
                        "0.0.0.0",
                        "--port=0",
                        "--data-dir",
                        "d",
                        "--bundle",
                        "b.tar.gz",
                        "--origin",
                        "writ.example",
                        "--checkpoint",
                        "c",
                        "--db-url=jdbc:postgresql://db/writ?sslmode=verify-full",
                        "--db-user",
                        "writ",
                        "--db-password-file",
                        "p",
                        "--public-url",
                        "https://writ.example/pdp/",
                        "--dev",
                        "--public-ledger",
                        "--webhook-allow-private",
                        "--rate-limit=600",
                        "--smtp-url",
                        "smtp://mail.example",
                        "--smtp-from=writ@example",
                        "--smtp-user",
                        "writ",
                        "--smtp-password-file",
                        "s",
                        "--oidc-issuer",
                        "https://login.example/realms/ml",
                        "--oidc-audience=writ",
                        "--oidc-roles-claim",
                        "realm_access.roles",
                        "--oidc-tenant-claim=org",
                        "--oidc-token-type=at+jwt",
                        "--tls-cert=cert.pem",
                        "--tls-key=key.pem",
                        "--client-ca=ca.pem",
                        "--tenants",
                        "acme,globex=g.tar.gz"))
                .isEqualTo(new CommandLine.Serve(new ServeOptions(
                        "0.0.0.0",
                        0,
                        Path.of("d"),
                        Optional.of(new PostgresAddress(
                                "jdbc:postgresql://db/writ?sslmode=verify-full", "writ", Optional.of(Path.of("p")))),
                        Optional.of(Path.of("b.tar.gz")),
                        Optional.of("writ.example"),
                        Optional.of(Path.of("c")),
                        true,
                        true,
                        Optional.of("https://writ.example/pdp"),
                        new Outbound(
                                true,
                                Optional.of(new SmtpAddress(
                                        "mail.example",
                                        587,
                                        false,
                                        "writ@example",
                                        Optional.of("writ"),
                                        Optional.of(Path.of("s"))))),
                        Optional.of(new Tls(Path.of("cert.pem"), Path.of("key.pem"), Optional.of(Path.of("ca.pem")))),
                        new Tenants(List.of("acme", "globex"), Map.of("globex", "g.tar.gz")),
                        Optional.of(new Oidc(
                                "https://login.example/realms/ml",
                                "writ",
                                Optional.of("groups"),
                                Optional.of("realm_access.roles"),
                                Optional.of("org"),
                                true)),
                        600)));
        assertThat(CommandLine.parse("ledger-export", "--data-dir", "d", "--dir", "out"))
                .isEqualTo(new CommandLine.LedgerExport(
                        new DatabaseChoice.Folder(Path.of("d")), Tenant.MAIN, Path.of("out")));
        assertThat(CommandLine.parse("ledger-values", "--data-dir", "d", "--dir", "out", "--log", "acme"))
                .isEqualTo(new CommandLine.LedgerValues(
                        new DatabaseChoice.Folder(Path.of("d")), new Tenant("acme"), Path.of("out")));
        assertThat(CommandLine.parse("ledger-compact", "--data-dir", "d"))
                .isEqualTo(new CommandLine.LedgerCompact(new DatabaseChoice.Folder(Path.of("d"))));
        assertThat(CommandLine.parse("ledger-repair", "--data-dir", "d", "--pin-from", "c", "--format=json"))
                .isEqualTo(new CommandLine.LedgerRepair(
                        Path.of("d"), Tenant.MAIN, Optional.empty(), Optional.of(Path.of("c")), true));
        assertThat(CommandLine.parse("ledger-rotate-key", "--data-dir", "d", "--log=acme"))
                .isEqualTo(new CommandLine.LedgerRotate(Path.of("d"), new Tenant("acme"), Optional.empty()));
        assertThat(CommandLine.parse("ledger-pack", "--data-dir", "d", "--out", "f", "--index", "1,2"))
                .isEqualTo(new CommandLine.LedgerPack(
                        new DatabaseChoice.Folder(Path.of("d")), Tenant.MAIN, Path.of("f"), "1,2", "", ""));
        assertThat(CommandLine.parse(
                        "ledger-export", "--db-url", "jdbc:postgresql:writ", "--db-user", "writ", "--dir", "out"))
                .isEqualTo(new CommandLine.LedgerExport(
                        new DatabaseChoice.Server(
                                new PostgresAddress("jdbc:postgresql:writ", "writ", Optional.empty())),
                        Tenant.MAIN,
                        Path.of("out")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "srve                 | unknown mode `srve`; use `serve`, `ledger-export`, `ledger-pack`,"
                        + " `ledger-values`, `ledger-compact`, `ledger-repair` or `ledger-rotate-key`",
                "ledger-values --data-dir d | `ledger-values` needs `--dir`",
                "ledger-export --data-dir d --dir o --log ../x | `--log` must be the name of a tenant, such as `main`, not `../x`",
                "ledger-compact | `ledger-compact` needs `--data-dir`",
                "ledger-compact --db-url x | unknown option `--db-url`",
                "serve --prot 1       | unknown option `--prot`; did you mean `--port`?",
                "serve --port         | `--port` needs a value",
                "serve --port x       | `--port` must be a number from 0 to 65535, not `x`",
                "serve --port 70000   | `--port` must be a number from 0 to 65535, not `70000`",
                "serve --rate-limit -1 | `--rate-limit` must be a number of requests a minute from 0, which is any"
                        + " number, to 100000000, not `-1`",
                "serve --public-url writ.example | `--public-url` must be a URL like `https://writ.example`, not"
                        + " `writ.example`",
                "ledger-pack --data-dir d --out f | `ledger-pack` needs `--out`, and `--index` or `--decision`",
                "ledger-pack --index 1 --out f | `ledger-pack` needs either `--data-dir` or `--db-url`",
                "ledger-export --data-dir d | `ledger-export` needs `--dir`",
                "ledger-export --dir o | `ledger-export` needs either `--data-dir` or `--db-url`",
                "ledger-export --dir o --data-dir d --db-url jdbc:postgresql:x --db-user u | `ledger-export` needs either"
                        + " `--data-dir` or `--db-url`",
                "serve --db-user u | `--db-user` and `--db-password-file` need `--db-url`",
                "serve --db-url jdbc:postgresql:x | `--db-url` needs `--db-user`",
                "serve --db-url jdbc:h2:mem:x --db-user u | `--db-url` must be a URL like"
                        + " `jdbc:postgresql://host/database`, without user or password",
                "serve --db-url jdbc:postgresql://u:secret@h/x --db-user u | `--db-url` must be a URL like"
                        + " `jdbc:postgresql://host/database`, without user or password",
                "serve --db-url jdbc:postgresql://h/x?password=secret --db-user u | `--db-url` must not hold `password`,"
                        + " which every user of this machine could read: use `--db-password-file` or the variable"
                        + " `WRIT_DB_PASSWORD`",
                "serve --tenants acme,Globex | `--tenants` must be names of lower-case letters, digits and `-`, each once,"
                        + " with commas between, each with `=` and a bundle or without; `main` is there anyway",
                "serve --tls-cert c | `--tls-cert` and `--tls-key` need each other",
                "serve --client-ca c | `--client-ca` needs `--tls-cert` and `--tls-key`: only who encrypts connections is"
                        + " shown certificates",
                "serve --oidc-audience writ | `--oidc-audience` needs `--oidc-issuer`",
                "serve --oidc-issuer https://login.example | `--oidc-issuer` needs `--oidc-audience`: tokens for other"
                        + " services of the same issuer must not open this one",
                "serve --oidc-issuer http://login.example --oidc-audience w | `--oidc-issuer` must be a URL like"
                        + " `https://login.example/realms/ml`, as it stands in the tokens, with `https` unless it is on"
                        + " this machine, not `http://login.example`",
            })
    void wrongArgumentsAreExplained(String line, String message) {
        assertThat(CommandLine.parse(line.strip().split(" "))).isEqualTo(new CommandLine.Wrong(message));
    }
}
