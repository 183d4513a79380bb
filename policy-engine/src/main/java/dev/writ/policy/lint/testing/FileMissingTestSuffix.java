package dev.writ.policy.lint.testing;

import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** Files with tests have names that end in `_test.rego`. */
public final class FileMissingTestSuffix implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("testing", "file-missing-test-suffix", "files with tests have names that end in `_test.rego`");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        String name = module.file().name();
        boolean suffix = module.isTestFile() || name.equals("test.rego") || name.endsWith("/test.rego");
        if (!suffix) {
            module.rules().stream()
                    .filter(Linted::isTest)
                    .findFirst()
                    .ifPresent(rule -> sink.report(
                            Linted.nameOf(rule), "there is a test here: end the file's name in `_test.rego`"));
        }
    }
}
