package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.platform.ServeOptions;
import java.nio.file.Path;
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
                false,
                false,
                Optional.empty());
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
                        "--public-url",
                        "https://writ.example/pdp/",
                        "--dev",
                        "--public-ledger"))
                .isEqualTo(new CommandLine.Serve(new ServeOptions(
                        "0.0.0.0",
                        0,
                        Path.of("d"),
                        Optional.of(Path.of("b.tar.gz")),
                        Optional.of("writ.example"),
                        true,
                        true,
                        Optional.of("https://writ.example/pdp"))));
        assertThat(CommandLine.parse("ledger-export", "--data-dir", "d", "--dir", "out"))
                .isEqualTo(new CommandLine.LedgerExport(Path.of("d"), Path.of("out")));
        assertThat(CommandLine.parse("ledger-pack", "--data-dir", "d", "--out", "f", "--index", "1,2"))
                .isEqualTo(new CommandLine.LedgerPack(Path.of("d"), Path.of("f"), "1,2", "", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "srve                 | unknown mode `srve`; use `serve`, `ledger-export` or `ledger-pack`",
                "serve --prot 1       | unknown option `--prot`; did you mean `--port`?",
                "serve --port         | `--port` needs a value",
                "serve --port x       | `--port` must be a number from 0 to 65535, not `x`",
                "serve --port 70000   | `--port` must be a number from 0 to 65535, not `70000`",
                "serve --public-url writ.example | `--public-url` must be a URL like `https://writ.example`, not"
                        + " `writ.example`",
                "ledger-pack --data-dir d --out f | `ledger-pack` needs `--data-dir`, `--out`, and `--index` or"
                        + " `--decision`",
                "ledger-export --dir o | `ledger-export` needs `--data-dir` and `--dir`",
            })
    void wrongArgumentsAreExplained(String line, String message) {
        assertThat(CommandLine.parse(line.strip().split(" "))).isEqualTo(new CommandLine.Wrong(message));
    }
}
