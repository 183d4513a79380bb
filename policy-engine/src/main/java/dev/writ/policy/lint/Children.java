package dev.writ.policy.lint;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.AstNode;
import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Comment;
import dev.writ.policy.ast.ElseBranch;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Head;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.ObjectEntry;
import dev.writ.policy.ast.PackageDecl;
import dev.writ.policy.ast.PathSegment;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.TemplatePart;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.ast.With;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The nodes that were written inside of a node, in the order of the text. */
public final class Children {
    private Children() {}

    /** Gives what stands directly inside of {@code node} to {@code action}. What was not written is left out. */
    public static void each(AstNode node, Consumer<AstNode> action) {
        switch (node) {
            case Module module -> {
                action.accept(module.packageDecl());
                module.imports().forEach(action);
                module.rules().forEach(action);
            }
            case Rule rule -> rule(rule, action);
            case Head head -> head(head, action);
            case ElseBranch branch -> {
                some(branch.value(), action);
                written(branch.body(), action);
            }
            case Body body -> body.literals().forEach(action);
            case Literal literal -> {
                action.accept(literal.expr());
                literal.withs().forEach(action);
            }
            case With with -> both(with.target(), with.value(), action);
            case Expr expr -> expr(expr, action);
            case Term term -> term(term, action);
            case ObjectEntry entry -> both(entry.key(), entry.value(), action);
            case TemplatePart.Hole hole -> action.accept(hole.literal());
            case TemplatePart.Text text -> {}
            case PackageDecl declaration -> {}
            case Import imported -> {}
            case PathSegment segment -> {}
            case Comment comment -> {}
            case Annotations annotations -> {}
        }
    }

    /** Gives {@code node} and everything inside of it, from the outside in. */
    public static void everything(AstNode node, Consumer<AstNode> action) {
        action.accept(node);
        each(node, child -> everything(child, action));
    }

    private static void rule(Rule rule, Consumer<AstNode> action) {
        action.accept(rule.head());
        written(rule.body(), action);
        rule.elses().forEach(action);
    }

    private static void written(Body body, Consumer<AstNode> action) {
        if (!body.generated()) {
            action.accept(body);
        }
    }

    private static void head(Head head, Consumer<AstNode> action) {
        head.ref().stream().skip(1).forEach(action);
        List<Term> args = head.args();
        if (args != null) {
            args.forEach(action);
        }
        some(head.key(), action);
        if (!head.isValueGenerated()) {
            some(head.value(), action);
        }
    }

    private static void expr(Expr expr, Consumer<AstNode> action) {
        switch (expr) {
            case Expr.TermExpr e -> action.accept(e.term());
            case Expr.Unify e -> both(e.left(), e.right(), action);
            case Expr.Assign e -> both(e.target(), e.value(), action);
            case Expr.SomeDecl e -> e.vars().forEach(action);
            case Expr.SomeIn e -> {
                some(e.key(), action);
                both(e.value(), e.collection(), action);
            }
            case Expr.Every e -> {
                some(e.key(), action);
                both(e.value(), e.domain(), action);
                action.accept(e.body());
            }
            case Expr.Not e -> action.accept(e.body());
            case Expr.Logical e -> both(e.left().body(), e.right().body(), action);
        }
    }

    private static void term(Term term, Consumer<AstNode> action) {
        switch (term) {
            case Var t -> {}
            case Term.Scalar t -> {}
            case Ref t -> {
                action.accept(t.head());
                t.path().forEach(action);
            }
            case Term.TemplateString t -> t.parts().forEach(action);
            case Term.ArrayLiteral t -> t.elements().forEach(action);
            case Term.SetLiteral t -> t.elements().forEach(action);
            case Term.ObjectLiteral t -> t.entries().forEach(action);
            case Term.ArrayComprehension t -> both(t.element(), t.body(), action);
            case Term.SetComprehension t -> both(t.element(), t.body(), action);
            case Term.ObjectComprehension t -> {
                both(t.key(), t.value(), action);
                action.accept(t.body());
            }
            case Term.Call t -> {
                action.accept(t.function());
                t.args().forEach(action);
            }
            case Term.Infix t -> both(t.left(), t.right(), action);
            case Term.Membership t -> {
                some(t.key(), action);
                both(t.value(), t.collection(), action);
            }
            case Term.Negative t -> action.accept(t.operand());
        }
    }

    private static void both(AstNode first, AstNode second, Consumer<AstNode> action) {
        action.accept(first);
        action.accept(second);
    }

    private static void some(@Nullable AstNode node, Consumer<AstNode> action) {
        if (node != null) {
            action.accept(node);
        }
    }
}
