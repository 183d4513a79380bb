package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;
import java.util.regex.Pattern;

/** `not` before a negative name. */
public final class DoubleNegative implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("style", "double-negative", "`not` before a negative name");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final Pattern NEGATIVE = Pattern.compile("(cannot|no|non|not|without)_.*");

    @Override
    public void check(Linted module, Sink sink) {
        for (Expr.Not not : module.all(Expr.Not.class)) {
            Term term = not.body().literals().size() == 1
                    ? Terms.termOf(not.body().literals().getFirst())
                    : null;
            String name = switch (term) {
                case Var var -> var.name();
                case Ref ref -> lastName(ref);
                case Term.Call call -> lastName(call.function());
                case null, default -> "";
            };
            if (NEGATIVE.matcher(name).matches()) {
                sink.report(not.span(), "`not " + name + "` is a double negative");
            }
        }
    }

    private static String lastName(Ref ref) {
        List<String> path = Terms.constantPath(ref);
        boolean whole = path.size() == ref.path().size();
        if (whole && !path.isEmpty()) {
            return path.getLast();
        }
        return ref.head() instanceof Var var ? var.name() : "";
    }
}
