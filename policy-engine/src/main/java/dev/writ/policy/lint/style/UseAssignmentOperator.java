package dev.writ.policy.lint.style;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.ElseBranch;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.Fix;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.source.Span;

/** A rule gets its value with `:=`. */
public final class UseAssignmentOperator implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("style", "use-assignment-operator", "a rule gets its value with `:=`");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            Term value = rule.head().value();
            boolean written = value != null
                    && !rule.head().isValueGenerated()
                    && !rule.head().assign();
            if (value != null && written && rule.form() != BodyForm.CHAINED) {
                report(module, value, sink);
            }
            for (ElseBranch branch : rule.elses()) {
                Term other = branch.value();
                if (other != null && !branch.assign()) {
                    report(module, other, sink);
                }
            }
        }
    }

    private static void report(Linted module, Term value, Sink sink) {
        String text = module.file().text();
        int at = text.lastIndexOf('=', value.span().start() - 1);
        boolean between =
                at >= 0 && text.substring(at + 1, value.span().start()).isBlank();
        Span place = between ? module.file().span(at, at + 1) : value.span();
        sink.report(place, "assign with `:=`", between ? Fix.replace(place, ":=") : Fix.NONE);
    }
}
