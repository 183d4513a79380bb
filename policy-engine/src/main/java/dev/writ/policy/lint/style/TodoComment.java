package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Comment;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.regex.Pattern;

/** A comment says that something is left to do. */
public final class TodoComment implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("style", "todo-comment", "a comment says that something is left to do");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final Pattern TODO =
            Pattern.compile("\\s*(todo|fixme)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    @Override
    public void check(Linted module, Sink sink) {
        for (Comment comment : module.module().comments()) {
            if (TODO.matcher(comment.text()).matches()) {
                sink.report(comment.span(), "do it, or keep it where tasks are kept");
            }
        }
    }
}
