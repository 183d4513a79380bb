package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import dev.writ.policy.source.Span;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Number of values does not fit the format. */
public final class SprintfArgumentsMismatch implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("bugs", "sprintf-arguments-mismatch", "number of values does not fit the format");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final Pattern VERB =
            Pattern.compile("%(?<flags>[-+# 0]*)(?<rest>(?:\\[\\d+\\]|[\\d.*])*)(?<verb>[a-zA-Z%])");
    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)\\]");

    @Override
    public void check(Linted module, Sink sink) {
        for (Term.Call call : module.all(Term.Call.class)) {
            boolean formats =
                    Terms.functionName(call).equals("sprintf") && call.args().size() >= 2;
            if (formats && call.args().get(1) instanceof Term.ArrayLiteral values) {
                Term written = call.args().getFirst();
                String format = Terms.string(Objects.requireNonNullElse(module.definitionOf(written), written));
                if (format != null) {
                    check(
                            written.span().to(values.span()),
                            format,
                            values.elements().size(),
                            sink);
                }
            }
        }
    }

    private static void check(Span place, String format, int given, Sink sink) {
        int wanted = wanted(format);
        if (wanted != given) {
            sink.report(
                    place,
                    "the format takes " + wanted + (wanted == 1 ? " value" : " values") + ", and there "
                            + (given == 1 ? "is 1" : "are " + given));
        }
    }

    private static int wanted(String format) {
        int next = 0;
        int most = 0;
        Matcher verbs = VERB.matcher(format);
        while (verbs.find()) {
            if (!verbs.group("verb").equals("%")) {
                String rest = verbs.group("rest");
                Matcher index = INDEX.matcher(rest);
                while (index.find()) {
                    next = Integer.parseInt(index.group(1)) - 1;
                }
                next += 1 + (int) rest.chars().filter(c -> c == '*').count();
                most = Math.max(most, next);
            }
        }
        return most;
    }
}
