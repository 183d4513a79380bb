package dev.writ.cli.policy;

import dev.writ.cli.Failure;
import dev.writ.policy.lint.Project;
import dev.writ.policy.lint.run.LintReport;
import dev.writ.policy.lint.run.Linter;
import dev.writ.policy.lint.run.Mending;
import dev.writ.policy.lint.run.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Mends the files of a workspace where they lie. One that cannot be written keeps no other from being mended. */
final class MendedFiles {
    private final Linter linter;
    private final boolean dryRun;
    private final Consumer<String> notes;

    MendedFiles(Linter linter, boolean dryRun, Consumer<String> notes) {
        this.linter = linter;
        this.dryRun = dryRun;
        this.notes = notes;
    }

    /** What is found afterwards; files that could not be written are among the problems, and say what they said. */
    LintReport mend(Workspace workspace) {
        Project.Surroundings surroundings = workspace.surroundings();
        Mending mending = Mending.of(linter, workspace.inputs(), surroundings);
        List<String> failures = new ArrayList<>();
        Set<String> failed = new HashSet<>();
        new TreeMap<>(mending.texts()).forEach((name, text) -> {
            try {
                if (!dryRun) {
                    FileContent.replace(Path.of(name), text);
                }
                notes.accept(note(mending, name));
            } catch (IOException e) {
                failed.add(name);
                failures.add(
                        String.valueOf(Failure.io("write `" + name + "`", e).getMessage()));
            }
        });
        return failed.isEmpty()
                ? mending.report()
                : linter.lint(mending.inputs(workspace.inputs(), failed), surroundings)
                        .withProblems(failures);
    }

    private String note(Mending mending, String name) {
        long fixes = mending.applied().stream()
                .filter(finding -> finding.place().file().equals(name))
                .count();
        return (dryRun ? "would mend `" : "mended `") + name + "`: " + fixes + (fixes == 1 ? " finding" : " findings");
    }
}
