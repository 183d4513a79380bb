package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.lint.config.LintConfig;
import dev.writ.policy.lint.config.Selection;
import dev.writ.policy.lint.run.IgnoredFiles;
import dev.writ.policy.lint.run.LintReport;
import dev.writ.policy.lint.run.Linter;
import dev.writ.policy.lint.run.ShippedRules;
import dev.writ.policy.lint.run.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MendedFilesTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aFileThatCannotBeWrittenIsAProblemAndTheOthersAreMended() throws IOException {
        Path gone = Files.writeString(folder.resolve("a.rego"), "package a\n\nx = 1\n");
        Path file = Files.writeString(folder.resolve("b.rego"), "package b\n\nx = 1\n");
        Workspace workspace = Workspace.read(List.of(folder), IgnoredFiles.NONE, LintConfig.DEFAULT, folder);
        Files.delete(gone);
        Linter linter = new Linter(ShippedRules.all(), LintConfig.DEFAULT, Selection.NONE, folder);
        List<String> notes = new ArrayList<>();
        LintReport report = new MendedFiles(linter, false, notes::add).mend(workspace);

        assertThat(file).hasContent("package b\n\nx := 1\n");
        assertThat(notes).singleElement().asString().startsWith("mended `" + file + "`: ");
        assertThat(report.problems()).containsExactly("cannot write `" + gone + "`: there is no `" + gone + "`");
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("use-assignment-operator"))
                .extracting(finding -> finding.place().file())
                .containsExactly(gone.toString());
    }
}
