package dev.writ.policy.lint.performance;

import dev.writ.policy.ast.AstNode;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.Children;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.Terms;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which variables a literal gives another value in each round. */
final class LoopVariables {
    private LoopVariables() {}

    /** The variables of a literal that loops, {@code _} for nameless ones; empty where it does not loop. */
    static Set<String> of(Linted module, Literal literal) {
        Set<String> names = new HashSet<>();
        if (literal.expr() instanceof Expr.SomeIn some) {
            some(some, names);
        }
        search(module, literal.expr(), names);
        if (!names.isEmpty()) {
            names.addAll(targets(module, literal));
        }
        return names;
    }

    /** The variables of {@code every}. */
    static Set<String> of(Expr.Every every) {
        Set<String> names = new HashSet<>();
        names.add(every.value().name());
        Var key = every.key();
        if (key != null) {
            names.add(key.name());
        }
        return names;
    }

    /** The variables that a literal gives values to: those that are assigned, and those that are unified for the first time. */
    static Set<String> targets(Linted module, Literal literal) {
        Set<String> names = new HashSet<>();
        switch (literal.expr()) {
            case Expr.Assign e -> Terms.variables(e.target()).forEach(var -> names.add(var.name()));
            case Expr.Unify e ->
                Terms.variables(e).stream().filter(module::isOutput).forEach(var -> names.add(var.name()));
            case Expr.SomeIn e -> some(e, names);
            case Expr.TermExpr e ->
                Terms.variables(e).stream().filter(module::isOutput).forEach(var -> names.add(var.name()));
            case Expr.SomeDecl e -> {}
            case Expr.Every e -> {}
            case Expr.Not e -> {}
            case Expr.Logical e -> {}
        }
        return names;
    }

    private static void some(Expr.SomeIn some, Set<String> names) {
        Terms.variables(some.value()).forEach(var -> names.add(var.name()));
        Term key = some.key();
        if (key != null) {
            Terms.variables(key).forEach(var -> names.add(var.name()));
        }
    }

    /** What is nested has loops of its own. */
    private static void search(Linted module, AstNode node, Set<String> names) {
        switch (node) {
            case Term.ArrayComprehension t -> {}
            case Term.SetComprehension t -> {}
            case Term.ObjectComprehension t -> {}
            case Expr.Every every -> {}
            case Expr.Not not -> {}
            case Expr.Logical logical -> {}
            case Ref ref -> {
                outputs(module, ref.path(), names);
                Children.each(ref, child -> search(module, child, names));
            }
            case Term.Call call
            when Terms.functionName(call).equals("walk") -> {
                names.add(Var.WILDCARD);
                call.args().stream().skip(1).forEach(arg -> outputs(module, List.copyOf(Terms.variables(arg)), names));
                Children.each(call, child -> search(module, child, names));
            }
            default -> Children.each(node, child -> search(module, child, names));
        }
    }

    private static void outputs(Linted module, List<? extends Term> terms, Set<String> names) {
        for (Term term : terms) {
            if (term instanceof Var var && module.isOutput(var)) {
                names.add(var.name());
            }
        }
    }
}
