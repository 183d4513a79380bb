package dev.writ.policy.lint.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.lint.config.FilePatterns;
import dev.writ.policy.lint.config.LintConfig;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    @TempDir
    private Path folder = Path.of("");

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return Files.writeString(file, text);
    }

    private IgnoredFiles ignored(String... patterns) {
        return new IgnoredFiles(FilePatterns.of(List.of(patterns)), List.of(folder));
    }

    private Workspace read() {
        return Workspace.read(List.of(folder), ignored("gen/"), LintConfig.DEFAULT, folder);
    }

    private List<String> names(Workspace workspace) {
        return workspace.inputs().stream()
                .map(input -> folder.relativize(Path.of(input.name())).toString())
                .toList();
    }

    @Test
    void policiesAreFoundAndOthersPassedOver() throws IOException {
        write("a/b.rego", "package a");
        write("a/b.txt", "");
        write("gen/c.rego", "package c");
        write(".git/d.rego", "package d");
        write("node_modules/e.rego", "package e");

        assertThat(names(read())).containsExactly("a/b.rego");
    }

    @Test
    void linksThatLeadInACircleAreTold() throws IOException {
        write("a/b.rego", "package a");
        Files.createSymbolicLink(folder.resolve("a/up"), folder.toRealPath());
        Files.createSymbolicLink(folder.resolve("a/self.rego"), Path.of("self.rego"));
        Workspace workspace = read();

        assertThat(names(workspace)).containsExactly("a/b.rego");
        assertThat(workspace.warnings())
                .singleElement()
                .asString()
                .contains("a/up")
                .contains("not followed");
        assertThat(workspace.problems())
                .singleElement()
                .asString()
                .contains("self.rego")
                .contains("circle");
    }

    @Test
    void aFileThatCannotBeReadIsAProblemAndTheOthersAreRead() throws IOException {
        write("a.rego", "package a");
        Path secret = write("b.rego", "package b");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(secret)).as("not for root").isFalse();
        Workspace workspace = read();

        assertThat(names(workspace)).containsExactly("a.rego");
        assertThat(workspace.problems()).containsExactly("cannot read `" + secret + "`: no permission");
    }

    @Test
    void whatIsNotThereIsAProblem() {
        Path missing = folder.resolve("missing");

        assertThat(Workspace.read(List.of(missing), IgnoredFiles.NONE, LintConfig.DEFAULT, folder)
                        .problems())
                .containsExactly("there is no `" + missing + "`");
    }

    @Test
    void manifestsNameDialectAndDecisionsAndDataFilesTheirDocuments() throws IOException {
        write("b/.manifest", """
            {"rego_version": 0, "metadata": {"writ": {"decisions": [{"decision": "x/decision"}]}}}
            """);
        write("b/x/p.rego", "package x");
        write("b/x/settings/data.json", "{\"limit\": 1}");
        Workspace workspace = read();

        assertThat(workspace.inputs()).extracting(SourceInput::version).containsExactly(Optional.of(RegoVersion.V0));
        assertThat(workspace.surroundings().decisions()).containsExactly(List.of("x", "decision"));
        assertThat(workspace.surroundings().documents()).containsExactly(List.of("x", "settings", "limit"));
    }

    @Test
    void patternsAreRelativeToTheirRootAndNotToWhatIsAbove() throws IOException {
        write("gen/project/a.rego", "package a");
        write("gen/project/lib/b.rego", "package b");
        write("gen/project/other/lib/c.rego", "package c");
        Path project = folder.resolve("gen/project");
        IgnoredFiles ignored =
                new IgnoredFiles(FilePatterns.of(List.of("gen/", "lib/*.rego")), List.of(project, folder));

        assertThat(names(Workspace.read(List.of(project), ignored, LintConfig.DEFAULT, project)))
                .containsExactly("gen/project/a.rego", "gen/project/other/lib/c.rego");
    }

    @Test
    void whatIsInNoRootIsNamedFromTheArgument() throws IOException {
        write("gen/project/a.rego", "package a");
        write("gen/project/x/b.rego", "package b");
        IgnoredFiles ignored =
                new IgnoredFiles(FilePatterns.of(List.of("gen/", "/x/")), List.of(folder.resolve("elsewhere")));

        assertThat(names(Workspace.read(List.of(folder.resolve("gen/project")), ignored, LintConfig.DEFAULT, folder)))
                .containsExactly("gen/project/a.rego");
    }

    @Test
    void itIsToldWhereEverythingIsLeftOut() throws IOException {
        write("a.rego", "package a");
        write("b.rego", "package b");

        assertThat(Workspace.read(List.of(folder), ignored("*.rego"), LintConfig.DEFAULT, folder)
                        .warnings())
                .containsExactly(
                        "nothing is linted: all Rego files, 2, are left out by `ignore.files` or `--ignore-files`");
        assertThat(Workspace.read(List.of(folder), ignored("a.rego"), LintConfig.DEFAULT, folder)
                        .warnings())
                .isEmpty();
    }

    @Test
    void aFileThatSeveralWaysLeadToIsReadOnce() throws IOException {
        Path file = write("p/a.rego", "package a");
        Files.createSymbolicLink(folder.resolve("p/b.rego"), file);
        Workspace workspace = Workspace.read(
                List.of(file, folder, folder.resolve("p/../p")), IgnoredFiles.NONE, LintConfig.DEFAULT, folder);

        assertThat(names(workspace)).containsExactly("p/a.rego");
    }

    @Test
    @Timeout(10)
    void pipesAndDevicesAreProblems() throws IOException, InterruptedException {
        write("a.rego", "package a");
        Path pipe = folder.resolve("pipe.rego");
        assumeThat(new ProcessBuilder(
                                "mkfifo",
                                pipe.toString(),
                                folder.resolve("data.json").toString())
                        .start()
                        .waitFor())
                .isZero();
        Path zero = Files.createSymbolicLink(folder.resolve("zero.rego"), Path.of("/dev/zero"));
        Workspace workspace = read();

        assertThat(names(workspace)).containsExactly("a.rego");
        assertThat(workspace.problems())
                .containsExactly(
                        "cannot read `" + pipe + "`: it is no regular file; name it in `ignore.files`",
                        "cannot read `" + zero + "`: it is no regular file; name it in `ignore.files`");
    }

    @Test
    void aFileThatIsTooLargeIsAProblem() throws IOException {
        Path large = folder.resolve("large.rego");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength((64 << 20) + 1);
        }

        assertThat(read().problems())
                .containsExactly("`" + large + "` is larger than 64 MiB: split it, or name it in `ignore.files`");
    }
}
