package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.writ.cli.Cli;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code writ fmt} on files, folders, links and the standard input. */
class FmtCommandTest {
    private static final String UGLY = "package a\np   :=   1\n";
    private static final String NICE = "package a\n\np := 1\n";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("nice.rego"), NICE);
        Files.writeString(folder.resolve("sub/ugly.rego"), UGLY);
        Files.writeString(folder.resolve("sub/other.txt"), UGLY);
    }

    private Cli.Run fmt(String... arguments) {
        return Cli.run(Stream.concat(Stream.of("fmt"), Stream.of(arguments)).toArray(String[]::new));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void filesArePrintedInTheOrderOfTheirNames() {
        assertThat(fmt(folder.toString())).isEqualTo(new Cli.Run(0, NICE + NICE, ""));
    }

    @Test
    void namesOfFilesThatWouldChangeAreListed() {
        assertThat(fmt("-l", folder.toString())).isEqualTo(new Cli.Run(0, path("sub/ugly.rego") + "\n", ""));
        assertThat(fmt("--list", "--fail", folder.toString()))
                .isEqualTo(new Cli.Run(2, path("sub/ugly.rego") + "\n", ""));
        assertThat(fmt("--list", "--fail", path("nice.rego"))).isEqualTo(new Cli.Run(0, "", ""));
    }

    @Test
    void differencesAreShownAsPatchReadsThem() {
        String name = path("sub/ugly.rego");

        assertThat(fmt("-d", folder.toString()).out())
                .isEqualTo(
                        "--- " + name + "\n+++ " + name + "\n@@ -1,2 +1,3 @@\n package a\n-p   :=   1\n+\n+p := 1\n");
        assertThat(fmt("-d", path("nice.rego"))).isEqualTo(new Cli.Run(0, "", ""));
        assertThat(fmt("-d", "--fail", folder.toString()).exit()).isEqualTo(2);
    }

    @Test
    void failWritesNothing() throws IOException {
        Cli.Run run = fmt("--fail", "--write", folder.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("`" + path("sub/ugly.rego") + "` is not formatted");
        assertThat(Files.readString(folder.resolve("sub/ugly.rego"))).isEqualTo(UGLY);
    }

    @Test
    void writingKeepsPermissionsAndWritesTheTargetOfALink() throws IOException {
        Path target = folder.resolve("sub/ugly.rego");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-x---"));
        Path link = Files.createSymbolicLink(folder.resolve("link.rego"), Path.of("sub/ugly.rego"));

        assertThat(fmt("-w", link.toString())).isEqualTo(new Cli.Run(0, "", ""));

        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(target)).isEqualTo(NICE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rwxr-x---");
        try (Stream<Path> left = Files.list(folder.resolve("sub"))) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("other.txt", "ugly.rego");
        }
    }

    @Test
    void aFileWithErrorsDoesNotKeepTheOthersFromBeingFormatted() throws IOException {
        Files.writeString(folder.resolve("a-broken.rego"), "package a\n\np if {\n");
        Files.write(folder.resolve("b-binary.rego"), new byte[] {0, (byte) 0xFF, 1});

        Cli.Run run = fmt("-w", folder.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains(path("a-broken.rego") + ":4:1: rego_parse_error: ", path("b-binary.rego") + ":1:2: ")
                .doesNotContain("Exception");
        assertThat(Files.readString(folder.resolve("sub/ugly.rego"))).isEqualTo(NICE);
    }

    @Test
    void linksThatLeadNowhereOrInACircleAreErrorsAndFoldersAreNotFollowed() throws IOException {
        Files.createSymbolicLink(folder.resolve("circle.rego"), Path.of("circle.rego"));
        Files.createSymbolicLink(folder.resolve("nowhere.rego"), Path.of("gone.rego"));
        Files.createSymbolicLink(folder.resolve("again"), Path.of("."));

        Cli.Run run = fmt("-l", folder.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEqualTo(path("sub/ugly.rego") + "\n");
        assertThat(run.err().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("writ: cannot read `" + folder))
                .noneMatch(line -> line.contains("Exception"));
    }

    @Test
    void whatIsNotThereIsAnErrorOfItsOwn() {
        assertThat(fmt(path("gone.rego"), path("nice.rego")))
                .isEqualTo(
                        new Cli.Run(1, NICE, "writ: cannot read `" + path("gone.rego") + "`: there is no such file\n"));
    }

    @Test
    void oldRegoIsRewritten() throws IOException {
        Path old = Files.writeString(folder.resolve("old.rego"), "package a\np[x] { x = input[_] }\n");

        assertThat(fmt(old.toString()).exit()).isEqualTo(2);
        assertThat(fmt("--v0-compatible", old.toString()).out()).isEqualTo("package a\n\np[x] {\n\tx = input[_]\n}\n");
        assertThat(fmt("--rego-v1", old.toString()).out())
                .isEqualTo("package a\n\nimport rego.v1\n\np contains x if x = input[_]\n");
        fmt("--v0-v1", "-w", old.toString());
        assertThat(fmt("--drop-v0-imports", old.toString()).out())
                .isEqualTo("package a\n\np contains x if x = input[_]\n");
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void withoutPathsTheStandardInputIsFormatted() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(UGLY.getBytes(StandardCharsets.UTF_8)));
            assertThat(fmt()).isEqualTo(new Cli.Run(0, NICE, ""));
            System.setIn(new ByteArrayInputStream("package".getBytes(StandardCharsets.UTF_8)));
            assertThat(fmt()).satisfies(run -> {
                assertThat(run.exit()).isOne();
                assertThat(run.err()).contains("stdin:1:");
            });
            System.setIn(new ByteArrayInputStream(new byte[0]));
            assertThat(fmt().exit()).isOne();
            System.setIn(new ByteArrayInputStream(UGLY.getBytes(StandardCharsets.UTF_8)));
            assertThat(fmt("--fail").exit()).isEqualTo(2);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void exitCodesAndTextsAreThoseOfOpa() throws IOException, InterruptedException {
        OpaOracle.assumeInstalled(FmtCommandTest.class);
        OpaOracle oracle = new OpaOracle(folder);
        Files.writeString(folder.resolve("old.rego"), "package a\np[x] { x = input[_] }\n");
        for (List<String> arguments : List.of(
                List.of("sub/ugly.rego"),
                List.of("sub"),
                List.of("-l", "nice.rego"),
                List.of("--fail", "sub/ugly.rego"),
                List.of("--fail", "nice.rego"),
                List.of("-d", "--fail", "nice.rego"),
                List.of("old.rego"),
                List.of("--v0-compatible", "old.rego"),
                List.of("--v0-v1", "old.rego"),
                List.of("--check-result=false", "sub"),
                List.of("nowhere.rego"),
                List.of("sub/other.txt"))) {
            Cli.Run opa = oracle.opa("fmt", arguments);
            Cli.Run writ = oracle.writ("fmt", arguments);

            assertThat(writ.exit()).as("%s", arguments).isEqualTo(opa.exit());
            assertThat(writ.out()).as("%s", arguments).isEqualTo(opa.out());
        }
    }

    @Test
    void differencesOfManyLinesAreFoundInBoundedTime() {
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            before.append("a").append(i).append('\n');
            after.append("b").append(i).append('\n');
        }

        assertThat(UnifiedDiff.of("x", before.toString(), after.toString()))
                .startsWith("--- x\n+++ x\n@@ -1,30000 +1,30000 @@\n-a0\n");
        assertThat(UnifiedDiff.of("x", "a\nb\nc\nd\ne\nf\ng\nh\nj", "a\nB\nc\nd\ne\nf\ng\nh\nj\n"))
                .isEqualTo("""
                    --- x
                    +++ x
                    @@ -1,9 +1,9 @@
                     a
                    -b
                    +B
                     c
                     d
                     e
                     f
                     g
                     h
                    -j
                    \\ No newline at end of file
                    +j
                    """);
    }

    @Test
    void addressesThatAreNoFilesHereAreTold() {
        for (String address : List.of("file://p/b b.rego", "file://host/x.rego")) {
            assertThat(fmt(address))
                    .isEqualTo(new Cli.Run(
                            1,
                            "",
                            "writ: cannot read `" + address
                                    + "`: it is no URL of a file here, write its path instead\n"));
        }
        assertThat(fmt("file://" + path("nice.rego"))).isEqualTo(new Cli.Run(0, NICE, ""));
    }

    @Test
    @Timeout(20)
    void pipesAndDevicesAreNotRead() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe.rego");
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path zero = Files.createSymbolicLink(folder.resolve("zero.rego"), Path.of("/dev/zero"));

        assertThat(fmt("-l", folder.toString()))
                .isEqualTo(new Cli.Run(
                        2,
                        path("sub/ugly.rego") + "\n",
                        "writ: cannot read `" + pipe + "`: it is no regular file\nwrit: cannot read `" + zero
                                + "`: it is no regular file\n"));
        assertThat(fmt(pipe.toString()).exit()).isEqualTo(2);
    }
}
