package dev.writ.policy.lint.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.lint.config.FilePatterns;
import dev.writ.policy.lint.config.LintConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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

    private Workspace read() {
        return Workspace.read(List.of(folder), FilePatterns.of(List.of("gen/")), LintConfig.DEFAULT, folder);
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

        assertThat(Workspace.read(List.of(missing), FilePatterns.of(List.of()), LintConfig.DEFAULT, folder)
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
}
