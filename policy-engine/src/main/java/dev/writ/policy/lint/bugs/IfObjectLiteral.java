package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import dev.writ.policy.source.Span;
import org.jspecify.annotations.Nullable;

/** An object follows `if`. */
public final class IfObjectLiteral implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("bugs", "if-object-literal", "an object follows `if`");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            Term.ObjectLiteral object = objectAfterIf(rule);
            if (object != null) {
                sink.report(object.span(), "this is an object, not a body, and always holds");
            }
        }
    }

    /** The object that stands in the place of the body, or null. */
    static Term.@Nullable ObjectLiteral objectAfterIf(Rule rule) {
        boolean written = !rule.body().generated();
        if (written && Terms.termOf(rule.body().literals().getFirst()) instanceof Term.ObjectLiteral object) {
            Span span = object.span();
            String before = span.file().text().substring(rule.head().span().start(), span.start());
            return before.strip().endsWith("if") ? object : null;
        }
        return null;
    }
}
