package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The negated rule is always defined. */
public final class ImpossibleNot implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("bugs", "impossible-not", "the negated rule is always defined");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Expr.Not not : module.all(Expr.Not.class)) {
            Body body = not.body();
            Term term =
                    body.literals().size() == 1 ? Terms.termOf(body.literals().getFirst()) : null;
            if (term == null
                    || (term instanceof Ref ref
                            && Terms.constantPath(ref).size() < ref.path().size())) {
                continue;
            }
            List<String> path = module.dataPath(term);
            if (path != null && isAlwaysDefined(module, path) && !isReplaced(module, not, path)) {
                sink.report(
                        term.span(),
                        "`" + term.span().text()
                                + "` is defined even when it is empty, so this never holds: compare `count("
                                + term.span().text() + ")` with 0");
            }
        }
    }

    private static boolean isAlwaysDefined(Linted module, List<String> path) {
        List<ModuleFacts.Definition> definitions = module.project().definitions(path);
        return !definitions.isEmpty()
                && definitions.stream()
                        .map(ModuleFacts.Definition::kind)
                        .allMatch(kind -> kind == ModuleFacts.Kind.SET || kind == ModuleFacts.Kind.OBJECT);
    }

    private static boolean isReplaced(Linted module, Expr.Not not, List<String> path) {
        Literal literal = module.enclosing(not, Literal.class);
        while (literal != null) {
            if (literal.withs().stream().anyMatch(with -> replaces(module.dataPath(with.target()), path))) {
                return true;
            }
            literal = module.enclosing(literal, Literal.class);
        }
        return false;
    }

    /** Whether what stands at {@code target} holds the rule: then the rule may be gone. */
    private static boolean replaces(@Nullable List<String> target, List<String> path) {
        return target != null && target.size() <= path.size() && target.equals(path.subList(0, target.size()));
    }
}
