package dev.writ.policy.lint.style;

import dev.writ.policy.lint.Fix;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.source.Span;

/** The file is not formatted. */
public final class OpaFmt implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("style", "opa-fmt", "the file is not formatted");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private final Layout layout;

    /** Compares with the layout of the formatter. */
    public OpaFmt() {
        this(Layout.FORMATTER);
    }

    OpaFmt(Layout layout) {
        this.layout = layout;
    }

    @Override
    public void check(Linted module, Sink sink) {
        String text = module.file().text();
        String formatted = layout.of(module.module());
        if (formatted != null && !formatted.equals(text)) {
            Span all = module.file().span(0, text.length());
            sink.report(
                    module.module().packageDecl().span(),
                    "the file is not formatted, run `writ fmt`",
                    Fix.replace(all, formatted));
        }
    }
}
