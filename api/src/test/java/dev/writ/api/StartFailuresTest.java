package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.PostgresAddress;
import dev.writ.api.platform.PostgresDatabase;
import dev.writ.api.platform.StartFailure;
import dev.writ.ledger.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator reads when nothing starts. */
class StartFailuresTest {
    private static final Database NOWHERE = PostgresDatabase.at(
            new PostgresAddress("jdbc:postgresql://nowhere/x", "u", Optional.empty()), Optional.empty());

    @TempDir
    Path dir = Path.of("");

    @Test
    void aDamagedDatabaseIsOneLineThatNamesIt() throws IOException {
        byte[] noise = new byte[20_000];
        new Random(1).nextBytes(noise);
        Path database = Files.write(dir.resolve("writ.mv.db"), noise);
        String cannot = "error: the database `" + database + "` cannot be used: ";

        assertThat(failure(false, "serve", "--port", "0", "--data-dir", dir.toString()))
                .hasLineCount(1)
                .startsWith(cannot)
                .contains("restore the data folder from a backup")
                .doesNotContain("springframework");
        Path out = dir.resolve("out");
        assertThat(failure(false, "ledger-export", "--data-dir", dir.toString(), "--dir", out.toString()))
                .hasLineCount(1)
                .startsWith(cannot);
        assertThat(failure(true, "ledger-export", "--data-dir", dir.toString(), "--dir", out.toString()))
                .startsWith(cannot)
                .contains("\tat ");
        try (DataFolder free = DataFolder.open(dir)) {
            assertThat(free.path()).as("the folder is given back").isEqualTo(dir);
        }
    }

    @Test
    void aServerThatIsNotThereAndAPasswordThatCannotBeReadAreOneLine() {
        String url = "jdbc:postgresql://127.0.0.1:1/x?sslmode=disable";
        String data = dir.resolve("data").toString();
        assertThat(failure(false, "serve", "--data-dir", data, "--db-url", url, "--db-user", "u"))
                .hasLineCount(1)
                .startsWith(
                        "error: the database `jdbc:postgresql://127.0.0.1:1/x` cannot be used: Connection refused; ")
                .contains("lets `u` in");
        String none = dir.resolve("none").toString();
        assertThat(failure(
                        false,
                        "serve",
                        "--data-dir",
                        data,
                        "--db-url",
                        url,
                        "--db-user",
                        "u",
                        "--db-password-file",
                        none))
                .hasLineCount(1)
                .startsWith("error: cannot read the password of the database from `" + none + "`");
    }

    @Test
    void aFailureThatNobodyThoughtOfIsOneLineToo() {
        var root = new IllegalArgumentException("first\n  second");
        StartFailure failure = StartFailures.of(new IllegalStateException("wrapped", root), NOWHERE);

        assertThat(failure)
                .hasMessage(
                        "the service cannot start: IllegalArgumentException: first second; set `WRIT_DEBUG=1` in the"
                                + " environment to see where")
                .hasRootCause(root);
    }

    @Test
    void whatTheLogSaysOfItselfIsKept() {
        var root = new StoreException(StoreException.Kind.FATAL, "the head row is gone", null);

        assertThat(StartFailures.of(new IllegalStateException("wrapped", root), NOWHERE))
                .hasMessage("the ledger cannot be started: the head row is gone");
    }

    private static String failure(boolean debug, String... args) {
        var bytes = new ByteArrayOutputStream();
        assertThat(Writ.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), debug, args))
                .isEqualTo(1);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
