package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Term;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoRegexp;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import dev.writ.policy.source.Span;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Pattern is no regular expression. */
public final class InvalidRegexp implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("bugs", "invalid-regexp", "pattern is no regular expression");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** Functions with the position of their pattern. */
    private static final Map<String, Integer> PATTERNS = Map.of(
            "regex.match", 0,
            "regex.split", 0,
            "regex.find_n", 0,
            "regex.find_all_string_submatch_n", 0,
            "regex.replace", 1,
            "re_match", 0);

    @Override
    public void check(Linted module, Sink sink) {
        Set<Span> reported = new HashSet<>();
        for (Term.Call call : module.all(Term.Call.class)) {
            Integer position = PATTERNS.get(Terms.functionName(call));
            if (position != null && position < call.args().size()) {
                Term written = call.args().get(position);
                Term pattern = Objects.requireNonNullElse(module.definitionOf(written), written);
                String text = Terms.string(pattern);
                if (text != null && !isValid(text) && reported.add(pattern.span())) {
                    sink.report(
                            pattern.span(), "`" + text + "` is no regular expression of RE2, so the call is undefined");
                }
            }
        }
    }

    private static boolean isValid(String pattern) {
        try {
            GoRegexp.compile(pattern);
            return true;
        } catch (BuiltinFailure e) {
            return false;
        }
    }
}
