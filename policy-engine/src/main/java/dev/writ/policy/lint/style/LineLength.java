package dev.writ.policy.lint.style;

import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.stream.Stream;

/** The line is long. */
public final class LineLength implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("style", "line-length", "the line is long")
            .option("max-line-length", 120)
            .option("non-breakable-word-threshold", 0);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        int most = sink.settings().number("max-line-length");
        int word = sink.settings().number("non-breakable-word-threshold");
        for (int row = 1; row <= module.file().lineCount(); row++) {
            String line = module.file().lineText(row);
            int length = line.length() > most ? line.codePointCount(0, line.length()) : 0;
            if (length > most
                    && (word == 0 || Stream.of(line.split("\\s+", -1)).noneMatch(each -> each.length() > word))) {
                int start = module.file().lineStart(row);
                sink.report(
                        module.file().span(start, start + line.length()),
                        "the line has " + length + " characters, more than " + most);
            }
        }
    }
}
