package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file is not in the directory that its package names. */
public final class DirectoryPackageMismatch implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "idiomatic",
                    "directory-package-mismatch",
                    "the file is not in the directory that its package names")
            .option("exclude-test-suffix", true);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        List<String> wanted = new ArrayList<>(module.packagePath());
        String last = wanted.getLast();
        if (sink.settings().flag("exclude-test-suffix") && last.endsWith("_test")) {
            wanted.set(wanted.size() - 1, last.substring(0, last.length() - "_test".length()));
        }
        List<String> actual = new ArrayList<>();
        Path directory =
                Path.of(module.file().name()).toAbsolutePath().normalize().getParent();
        if (directory != null) {
            directory.forEach(name -> actual.add(name.toString()));
        }
        int from = actual.size() - wanted.size();
        if (from < 0 || !actual.subList(from, actual.size()).equals(wanted)) {
            sink.report(
                    module.module().packageDecl().path().getFirst().span(),
                    "the file belongs into a directory `" + String.join("/", wanted) + "`");
        }
    }
}
