package dev.writ.policy.check;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import java.util.HashSet;
import java.util.Set;

/**
 * The names that a body declares with {@code :=} and {@code some}, wherever in the body: none of them means a rule or an
 * import in it. Bodies of comprehensions count for themselves; those of {@code every}, {@code not}, {@code and} and
 * {@code or} count for the body around them.
 */
final class DeclaredNames {
    private final Set<String> names = new HashSet<>();

    private DeclaredNames() {}

    static Set<String> in(Body body) {
        DeclaredNames collector = new DeclaredNames();
        collector.body(body);
        return collector.names;
    }

    private void body(Body body) {
        for (Literal literal : body.literals()) {
            expr(literal.expr());
        }
    }

    private void expr(Expr expr) {
        switch (expr) {
            case Expr.TermExpr e -> {}
            case Expr.Unify e -> {}
            case Expr.Assign e -> names.addAll(NamesIn.all(e.target()));
            case Expr.SomeDecl e -> e.vars().stream().map(Var::name).forEach(names::add);
            case Expr.SomeIn e -> {
                Term key = e.key();
                if (key != null) {
                    names.addAll(NamesIn.all(key));
                }
                names.addAll(NamesIn.all(e.value()));
            }
            case Expr.Every e -> body(e.body());
            case Expr.Not e -> body(e.body());
            case Expr.Logical e -> {
                body(e.left().body());
                body(e.right().body());
            }
        }
    }
}
