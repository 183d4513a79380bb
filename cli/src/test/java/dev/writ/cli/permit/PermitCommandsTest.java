package dev.writ.cli.permit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Cli;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.permit.TestPermits;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every outcome of {@code permit verify}, with its exit code and words. */
class PermitCommandsTest {
    private static final String NOON = "2026-11-29T12:00:00Z";

    @TempDir
    private Path dir = Path.of("");

    private final TestPermits log = new TestPermits();
    private String at = NOON;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.write(dir.resolve("permit.json"), log.file().bytes().toArray());
        Files.writeString(dir.resolve("keys"), TestKeys.trusted().lines());
        for (var artifact : TestPermits.ARTIFACTS.entrySet()) {
            Files.writeString(dir.resolve(artifact.getKey()), artifact.getValue());
        }
    }

    private Cli.Run verify(String... more) {
        return verifyOf(List.of("model.onnx", "card.md"), more);
    }

    private Cli.Run verifyOf(List<String> artifacts, String... more) {
        List<String> args = new ArrayList<>(
                List.of("permit", "verify", path("permit.json"), "--key-file", path("keys"), "--at", at));
        artifacts.forEach(name -> args.addAll(List.of("--artifact", path(name))));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    private String path(String name) {
        return dir.resolve(name).toString();
    }

    private void refused(Cli.Run run, int exit, String words) {
        assertThat(run.err()).startsWith("error: ").contains(words);
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aPermitThatHoldsSaysWhatItIsFor() {
        Cli.Run run = verify("--environment", "production");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .startsWith("good: permit 0199f0c2-7d2e-7a51-9c3e-3b0c6f1d2a44 holds for 2 artifacts, entry 3 of"
                        + " `writ.example/ledger/main` with 4 entries")
                .contains("  environment production")
                .contains("  condition   {\"percent\":5,\"type\":\"canary\"}");
    }

    @Test
    void theJsonReportSaysTheSame() {
        Cli.Run good = verify("--format", "json");
        at = "2026-12-29T12:00:00Z";
        Cli.Run bad = verify("--format", "json");

        assertThat(good.exit()).isZero();
        assertThat(good.out())
                .contains("\"good\" : true")
                .contains("\"predicateType\" : \"https://writ.dev/permit/v1\"");
        assertThat(bad.exit()).isEqualTo(4);
        assertThat(bad.out()).contains("\"good\" : false").contains("\"fault\" : \"expired\"");
    }

    @Test
    void otherBytesAndBytesThatAreMissing() throws IOException {
        refused(verifyOf(List.of("model.onnx")), 3, "the permit is also for `card.md`");
        Files.writeString(dir.resolve("model.onnx"), "other weights");
        refused(verify(), 3, "model.onnx` is not an artifact of the permit: its bytes have the digest sha256:");
    }

    @Test
    void aFolderOrAFileThatIsNotThereIsNoArtifact() {
        refused(verifyOf(List.of(".")), 1, "is a directory: a permit is for files");
        refused(verifyOf(List.of("nowhere")), 1, "there is no `");
    }

    @Test
    void anotherTime() {
        at = "2026-11-30T10:00:00Z";
        refused(verify(), 4, "the permit was valid until 2026-11-30T10:00:00.000Z");
        at = "2026-11-29T09:59:59Z";
        refused(verify(), 4, "the permit is valid from");
    }

    @Test
    void anotherEnvironment() {
        refused(verify("--environment", "staging"), 6, "for the environment `production`, not for `staging`");
    }

    @Test
    void aForgedPermitIsNotGenuine() throws IOException {
        Path file = dir.resolve("permit.json");
        String text = Files.readString(file);
        int sig = text.indexOf("\"sig\":\"") + 7;
        char flipped = text.charAt(sig) == 'A' ? 'B' : 'A';
        Files.writeString(file, text.substring(0, sig) + flipped + text.substring(sig + 1));
        refused(verify(), 2, "does not fit the payload");
        Files.writeString(file, text.replaceFirst(",?\"writ\":\\{[^}]*}", ""));
        refused(verify(), 2, "`/writ` is missing");
        Files.writeString(file, "{}");
        refused(verify(), 1, "not good: the field");
    }

    @Test
    void theKeysOfAnotherLog() throws IOException {
        Files.writeString(dir.resolve("keys"), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n");
        refused(
                verify(),
                2,
                "the proof is of the log `writ.example/ledger/main`, the given keys are of `PeterNeumann`");
    }

    @Test
    void aRevokedPermitAndAnOldList() throws IOException {
        var noon = Timestamp.parse("2026-11-29T12:00:00.000Z");
        Path list = dir.resolve("list.json");
        Files.write(list, log.revocations(noon).bytes().toArray());
        assertThat(verify("--revocations", list.toString()).exit()).isZero();
        at = "2026-11-29T13:00:00Z";
        refused(verify("--revocations", list.toString()), 1, "fetch a newer one");
        Files.write(list, log.revocations(noon, log.permit()).bytes().toArray());
        refused(verify("--revocations", list.toString()), 5, "the permit was revoked at 2026-11-29T12:00:00.000Z");
    }

    @Test
    void withoutAKeyNothingIsVerified() {
        refused(Cli.run("permit", "verify", path("permit.json"), "--artifact", path("model.onnx")), 1, "no key given");
    }

    @Test
    void whatAPermitSaysIsShownAndCalledUnverified() throws IOException {
        Cli.Run run = Cli.run("permit", "show", path("permit.json"));
        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("not verified: what the file says").contains("  action      promote");
        assertThat(Cli.run("permit", "show", path("permit.json"), "--format", "json")
                        .out())
                .contains("\"notAfter\" : \"2026-11-30T10:00:00.000Z\"");
        Files.writeString(dir.resolve("permit.json"), "[]");
        refused(Cli.run("permit", "show", path("permit.json")), 1, "is no permit");
    }

    @Test
    void progressIsShownWhileABigFileIsHashed() throws IOException {
        Path big = dir.resolve("big");
        Files.write(big, new byte[5 << 20]);
        var out = new StringWriter();
        var time = new AtomicLong();
        new HashedArtifacts(new PrintWriter(out), () -> time.addAndGet(300_000_000)).of(List.of(big));
        assertThat(out.toString()).contains("big: 20 % of 5 MiB").endsWith("\r\u001b[K");
    }
}
