package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Comment;
import dev.writ.policy.builtin.golang.GoRegexp;
import dev.writ.policy.lint.Fix;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A comment starts with a space. */
public final class NoWhitespaceComment implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("style", "no-whitespace-comment", "a comment starts with a space")
            .option("except-pattern", "");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final Pattern TOUCHING = Pattern.compile("(#*)[^\\s#].*", Pattern.DOTALL);

    @Override
    public void check(Linted module, Sink sink) {
        String except = sink.settings().text("except-pattern");
        GoRegexp pattern = GoRegexp.compile(except);
        for (Comment comment : module.module().comments()) {
            boolean shebang = comment.span().start() == 0 && comment.text().startsWith("!");
            Matcher touching = TOUCHING.matcher(comment.text());
            boolean excepted = shebang || (!except.isEmpty() && pattern.matches(comment.text()));
            if (!excepted && touching.matches()) {
                int at = comment.span().start() + 1 + touching.group(1).length();
                sink.report(
                        comment.span(),
                        "write a space behind the `#`",
                        Fix.replace(module.file().span(at, at), " "));
            }
        }
    }
}
