package dev.writ.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Cli;
import dev.writ.cli.http.FakeService;
import dev.writ.ledger.TestLog;
import dev.writ.ledger.note.VerifierKey;
import dev.writ.ledger.publish.DirectoryExporter;
import dev.writ.ledger.publish.PackBuilder;
import dev.writ.ledger.store.MemoryDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Export and verification of a real log, through the command line. */
class LedgerCommandsTest {
    private static final int ENTRIES = 300;

    @TempDir
    private Path folder = Path.of("");

    private Path log = folder;
    private Path older = folder;
    private Path proof = folder;
    private Path keys = folder;

    @BeforeEach
    void makeLog() throws Exception {
        log = folder.resolve("log");
        older = folder.resolve("older");
        proof = folder.resolve("7.proof");
        keys = folder.resolve("keys.txt");
        var database = new MemoryDatabase();
        try (TestLog open = TestLog.open(database, folder.resolve("node"))) {
            open.appendAll(1, 20);
            export(open, 20, folder.resolve("first"));
            Files.copy(folder.resolve("first").resolve("checkpoint"), older);
            open.appendAll(20, ENTRIES);
            export(open, ENTRIES, log);
            Files.write(
                    proof, open.ledger().view().proof(7).orElseThrow().bytes().toArray());
            String text =
                    open.ledger().keys().keys().stream().map(VerifierKey::text).collect(Collectors.joining("\n"));
            Files.writeString(keys, text + "\n");
        }
    }

    private static void export(TestLog open, long size, Path target) throws Exception {
        while (open.ledger().view().proof(size - 1).isEmpty()) {
            Thread.onSpinWait();
        }
        new DirectoryExporter(open.ledger().view()).export(target);
    }

    private Cli.Run verify(String... more) {
        var args = new ArrayList<>(List.of("ledger", "verify", "--dir", log.toString(), "--key-file", keys.toString()));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    @Test
    void aGoodLogIsGoodAndEverythingThatWasCheckedIsCounted() {
        Cli.Run run = verify("--since", older.toString(), "--proof", proof.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .startsWith("good: 300 entries of `writ.example/ledger/main`, root ")
                .endsWith(", 5 tiles and bundles, extends 1 older checkpoint, 1 proof, nothing left over"
                        + System.lineSeparator());
    }

    @Test
    void theJsonReportSaysTheSame() {
        Cli.Run run = verify("--format", "json");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("\"good\" : true")
                .contains("\"size\" : 300")
                .contains("\"complete\" : true");
    }

    @Test
    void aChangedEntryIsNamed() throws Exception {
        Path bundle = log.resolve("tile/entries/000");
        String text = Files.readString(bundle, StandardCharsets.ISO_8859_1);
        int third = text.indexOf("\"n\":3");
        Files.writeString(
                bundle, text.substring(0, third) + "\"n\":4" + text.substring(third + 5), StandardCharsets.ISO_8859_1);

        Cli.Run run = verify("--since", older.toString());
        Cli.Run json = verify("--format", "json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error: not good: entry `3`: its bytes have the leaf hash ");
        assertThat(json.exit()).isEqualTo(1);
        assertThat(json.out()).contains("\"good\" : false").contains("\"place\" : \"entry `3`\"");
    }

    @Test
    void aRolledBackLogIsFoundByTheNewerCheckpoint() throws Exception {
        Path newer = Files.copy(log.resolve("checkpoint"), folder.resolve("newer"));
        log = folder.resolve("first");

        assertThat(verify().exit()).isZero();
        Cli.Run run = verify("--since", newer.toString());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith("error: not good: ").contains("300");
    }

    @Test
    void withoutAKeyNothingIsVerified() {
        Cli.Run run = Cli.run("ledger", "verify", "--dir", log.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("error: no key given: give the log's verifier keys by `--key` or `--key-file`");
    }

    @Test
    void anotherLogsKeyIsNotEnough() throws Exception {
        try (TestLog other = TestLog.open(new MemoryDatabase(), folder.resolve("other"))) {
            String key = other.ledger().keys().keys().getFirst().text();
            Cli.Run run = verify("--key", key);
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).startsWith("error: not good: checkpoint: the checkpoint is not signed by the key");
        }
    }

    @Test
    void wrongInputIsNamed() throws Exception {
        Path noKey = Files.writeString(folder.resolve("no.key"), "hello\n");

        assertThat(verify("--key-file", noKey.toString()).err())
                .startsWith("error: the given keys cannot be used: a verifier key looks like");
        assertThat(verify("--since", "none").err()).startsWith("error: cannot read `none`: there is no `none`");
        assertThat(verify("--proof", older.toString()).err()).startsWith("error: not good: ");
        assertThat(Cli.run("ledger", "verify", "--dir", "none", "--key-file", keys.toString())
                        .err())
                .startsWith("error: there is no folder `none`");
    }

    private FakeService served() throws Exception {
        var service = new FakeService();
        try (Stream<Path> files = Files.walk(log)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                service.serve("GET /ledger/main/" + log.relativize(file), Files.readAllBytes(file));
            }
        }
        service.serve("GET /ledger/main/proof/7", Files.readAllBytes(proof));
        return service;
    }

    @Test
    void aServedLogIsVerifiedAndExportedByteForByte() throws Exception {
        try (FakeService service = served()) {
            Path copy = folder.resolve("copy");

            Cli.Run verified = Cli.run(
                    "ledger",
                    "verify",
                    "--url",
                    service.url(),
                    "--key-file",
                    keys.toString(),
                    "--proof",
                    proof.toString());
            Cli.Run exported = Cli.run("ledger", "export", "--url", service.url(), "--dir", copy.toString());
            Cli.Run fetched = Cli.run("ledger", "proof", "7", "--url", service.url());

            assertThat(verified.err()).isEmpty();
            assertThat(verified.exit()).isZero();
            assertThat(verified.out()).endsWith("5 tiles and bundles, 1 proof" + System.lineSeparator());
            assertThat(exported.err()).isEmpty();
            assertThat(exported.out()).startsWith("exported 300 entries of `writ.example/ledger/main` to ");
            assertThat(fetched.out()).isEqualTo(Files.readString(proof));
            log = copy;
            assertThat(verify().exit()).isZero();
        }
    }

    @Test
    void anExportNeverMixesWithWhatIsThere() throws Exception {
        try (FakeService service = served()) {
            Cli.Run run = Cli.run("ledger", "export", "--url", service.url(), "--dir", folder.toString());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).startsWith("error: cannot write the export to `" + folder + "`: ");
        }
    }

    @Test
    void anExportThatBreaksOffLeavesNothing() throws Exception {
        try (FakeService service = served()) {
            service.on("GET /ledger/main/tile/0/001.p/44", 503, "");
            Path copy = folder.resolve("copy");

            Cli.Run run = Cli.run("ledger", "export", "--url", service.url(), "--dir", copy.toString());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).startsWith("error: the service refused `/ledger/main/tile/0/001.p/44` (503)");
            assertThat(copy).doesNotExist();
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".tmp"));
            }
        }
    }

    @Test
    void theNameOfALogCannotLeadElsewhere() {
        Cli.Run run = Cli.run(
                "ledger",
                "export",
                "--log",
                "../admin",
                "--dir",
                folder.resolve("x").toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith("error: `../admin` is not the name of a log");
    }

    @Test
    void onlyWhatIsNewIsCheckedWhenTheOperatorAsksForIt() {
        assertThat(verify("--only-new").err()).startsWith("error: `--only-new` needs to know what is old");
        Path newer = log.resolve("checkpoint");
        Cli.Run run = verify("--only-new", "--since", newer.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("good: 44 entries from entry 256 on of `writ.example/ledger/main`")
                .contains("extends 1 older checkpoint, entries before taken as verified");
    }

    @Test
    void aPackIsTakenFromAServiceAndVerifiedWithoutIt() throws Exception {
        Path pack = folder.resolve("pack.json");
        try (FakeService service = served()) {
            operation(service, "POST /ledger/main/packs", pack(7L, 9L));
            Cli.Run made = Cli.run(
                    "ledger",
                    "pack",
                    "--index",
                    "7,9",
                    "--disclose",
                    "all",
                    "--out",
                    pack.toString(),
                    "--url",
                    service.url());
            assertThat(made.err()).isEmpty();
            assertThat(made.out()).startsWith("packed 2 of 3 entries in `" + pack + "`, not verified yet");
            assertThat(service.requests().getFirst().body())
                    .isEqualTo("{\"index\":[7,9],\"decision\":[],\"disclose\":[\"all\"]}");
            operation(service, "POST /ledger/main/packs", new byte[] {'{', '}'});
            Cli.Run junk = Cli.run(
                    "ledger",
                    "pack",
                    "--index",
                    "1",
                    "--out",
                    folder.resolve("x").toString(),
                    "--url",
                    service.url());
            assertThat(junk.err()).startsWith("error: what the service sent is no pack: pack: the member `format`");
        }
        Cli.Run good = Cli.run("ledger", "verify", "--pack", pack.toString(), "--key-file", keys.toString());
        assertThat(good.err()).isEmpty();
        assertThat(good.exit()).isZero();
        assertThat(good.out())
                .startsWith("good: 3 entries of `writ.example/ledger/main`, in the log of 300 entries with root ")
                .contains("  explained by entry 0: genesis, recorded, ")
                .contains("  entry 9: decision, deny, ");
        Cli.Run json = Cli.run(
                "ledger", "verify", "--pack", pack.toString(), "--key-file", keys.toString(), "--format", "json");
        assertThat(json.out()).contains("\"good\" : true").contains("\"index\" : 9");
        Files.writeString(pack, Files.readString(pack).replace("\"n\":9", "\"n\":8"));
        Cli.Run bad = Cli.run("ledger", "verify", "--pack", pack.toString(), "--key-file", keys.toString());
        assertThat(bad.exit()).isEqualTo(1);
        assertThat(bad.err()).startsWith("error: not good: entry `9`: the inclusion proof");
        assertThat(Cli.run("ledger", "pack", "--out", "x").err()).startsWith("error: nothing to pack: name entries");
    }

    private static final String OPERATION = "/api/v1/operations/01a22753-2f39-7222-9e38-69a69076561d";

    private static String operation(String state, String more) {
        return "{\"id\":\"" + OPERATION.substring(OPERATION.length() - 36) + "\",\"state\":\"" + state
                + "\",\"progress\":{\"done\":1,\"total\":2}" + more + "}";
    }

    /** An operation that is running when it is begun, and done when it is looked at. */
    private static void operation(FakeService service, String begin, byte[] result) {
        service.on(begin, 202, operation("running", ""))
                .on("GET " + OPERATION, 200, operation("done", ""))
                .serve("GET " + OPERATION + "/result", result);
    }

    @Test
    void aBackupIsWaitedForAndItsPlaceIsPrinted() throws Exception {
        try (FakeService service = served()) {
            service.on("POST /api/v1/backups", 202, operation("running", ""))
                    .on(
                            "GET " + OPERATION,
                            200,
                            operation(
                                    "done",
                                    ",\"outcome\":{\"file\":\"/data/backups/1.zip\",\"bytes\":77,\"checkpoints\":"
                                            + "[{\"origin\":\"a/ledger/main\",\"size\":5},{\"origin\":\"a/ledger/acme\",\"size\":3}]}"));
            Cli.Run run = Cli.run("ledger", "backup", "--url", service.url());
            assertThat(run.out()).isEqualTo("/data/backups/1.zip\n");
            assertThat(run.err())
                    .isEqualTo("77 bytes, at least 5 entries of `a/ledger/main`, 3 entries of `a/ledger/acme`\n");

            service.on(
                    "GET " + OPERATION,
                    200,
                    operation(
                            "failed",
                            ",\"problem\":{\"code\":\"operation.interrupted\",\"detail\":\"it is gone\",\"remediation\":\"begin again\"}"));
            Cli.Run failed = Cli.run("ledger", "backup", "--url", service.url());
            assertThat(failed.exit()).isEqualTo(1);
            assertThat(failed.err())
                    .startsWith("error: the service could not do it: [operation.interrupted] it is gone; begin again");
        }
    }

    private byte[] pack(Long... about) {
        try (TestLog open = TestLog.open(new MemoryDatabase(), folder.resolve("packed"))) {
            open.appendAll(1, ENTRIES);
            keys = folder.resolve("packed.keys");
            String text =
                    open.ledger().keys().keys().stream().map(VerifierKey::text).collect(Collectors.joining("\n"));
            Files.writeString(keys, text + "\n");
            return new PackBuilder(open.ledger().view(), entry -> List.of())
                    .pack(new TreeSet<>(List.of(about)), new TreeSet<>())
                    .orElseThrow()
                    .bytes()
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aBusyServiceIsAskedAgain() throws Exception {
        try (FakeService service = served()) {
            service.busyOnce("GET /ledger/main/tile/0/000");
            Cli.Run run = Cli.run("ledger", "verify", "--url", service.url(), "--key-file", keys.toString());
            assertThat(run.err()).isEmpty();
            assertThat(run.exit()).isZero();
            assertThat(service.requests().stream()
                            .filter(request -> request.path().endsWith("/tile/0/000")))
                    .hasSize(2);
        }
    }

    @Test
    void aPackedBundleIsUnpackedAndABombIsNot() throws Exception {
        try (FakeService service = served()) {
            byte[] bundle = Files.readAllBytes(log.resolve("tile/entries/000"));
            service.servePacked("GET /ledger/main/tile/entries/000", bundle);
            String[] verify = {"ledger", "verify", "--url", service.url(), "--key-file", keys.toString()};
            assertThat(Cli.run(verify).err()).isEmpty();
            service.servePacked("GET /ledger/main/tile/0/000", new byte[20_000_000]);
            assertThat(Cli.run(verify).err())
                    .startsWith("error: not good: tile `tile/0/000`: the file cannot be read: the file is larger than"
                            + " 8192");
        }
    }
}
