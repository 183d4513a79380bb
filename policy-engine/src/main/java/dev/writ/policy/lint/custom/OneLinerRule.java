package dev.writ.policy.lint.custom;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** The rule fits on one line. */
public final class OneLinerRule implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("custom", "one-liner-rule", "the rule fits on one line")
            .off()
            .option("max-line-length", 120);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            boolean block = rule.form() == BodyForm.IF_BLOCK && rule.elses().isEmpty();
            if (block && rule.body().literals().size() == 1) {
                String head = rule.head().span().text();
                String body = rule.body().literals().getFirst().span().text();
                int length = (head + " if " + body).length();
                boolean lines = rule.span().line() != rule.span().endLine();
                if (lines
                        && !(head + body).contains("\n")
                        && length <= sink.settings().number("max-line-length")
                        && !hasComment(module, rule)) {
                    sink.report(rule.head().span(), "write `" + head + " if " + body + "`");
                }
            }
        }
    }

    private static boolean hasComment(Linted module, Rule rule) {
        return module.module().comments().stream()
                .anyMatch(comment -> comment.span().start() >= rule.span().start()
                        && comment.span().end() <= rule.span().end());
    }
}
