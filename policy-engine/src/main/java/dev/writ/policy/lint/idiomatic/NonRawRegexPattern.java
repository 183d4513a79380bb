package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.Fix;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import dev.writ.policy.source.Span;
import java.util.List;
import java.util.Map;

/** A pattern is easier to read as a raw string. */
public final class NonRawRegexPattern implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("idiomatic", "non-raw-regex-pattern", "a pattern is easier to read as a raw string");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** Functions with the positions of their patterns. */
    private static final Map<String, List<Integer>> PATTERNS = Map.of(
            "regex.match", List.of(0),
            "regex.is_valid", List.of(0),
            "regex.split", List.of(0),
            "regex.find_n", List.of(0),
            "regex.find_all_string_submatch_n", List.of(0),
            "regex.template_match", List.of(0),
            "regex.replace", List.of(1),
            "regex.globs_match", List.of(0, 1));

    @Override
    public void check(Linted module, Sink sink) {
        for (Term.Call call : module.all(Term.Call.class)) {
            for (int position : PATTERNS.getOrDefault(Terms.functionName(call), List.of())) {
                Term pattern = position < call.args().size() ? call.args().get(position) : null;
                String text = Terms.string(pattern);
                if (pattern != null && text != null && pattern.span().text().startsWith("\"")) {
                    sink.report(
                            pattern.span(),
                            "write the pattern as a raw string, in backquotes",
                            fix(pattern.span(), text));
                }
            }
        }
    }

    private static Fix fix(Span place, String text) {
        boolean fits = text.chars().allMatch(c -> c >= ' ' && c != '`' && c != 0x7F && c != 0xFFFD);
        return fits ? Fix.replace(place, "`" + text + "`") : Fix.NONE;
    }
}
