package dev.writ.policy.lint.style;

import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** The file is long. */
public final class FileLength implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("style", "file-length", "the file is long").option("max-file-length", 500);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        String text = module.file().text();
        int lines = module.file().lineCount() - (text.endsWith("\n") ? 1 : 0);
        int most = sink.settings().number("max-file-length");
        if (lines > most) {
            sink.report(
                    module.module().packageDecl().span(),
                    "the file has " + lines + " lines, more than " + most
                            + ": split it, the package may have several files");
        }
    }
}
