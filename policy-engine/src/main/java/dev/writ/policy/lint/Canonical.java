package dev.writ.policy.lint;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.AstNode;
import dev.writ.policy.ast.ElseBranch;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Head;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.TemplatePart;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import java.util.Locale;

/** A node as text in which only what it says counts: no places, no space, no comments. */
public final class Canonical {
    private final StringBuilder out = new StringBuilder();

    private Canonical() {}

    /** The text of a node: equal for nodes that say the same in the same way. */
    public static String of(AstNode node) {
        Canonical canonical = new Canonical();
        canonical.add(node);
        return canonical.out.toString();
    }

    private void add(AstNode node) {
        out.append('(').append(label(node));
        Children.each(node, child -> {
            out.append(' ');
            add(child);
        });
        out.append(')');
    }

    private static String label(AstNode node) {
        String type = node.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return switch (node) {
            case Var var -> type + " " + var.name();
            case Term.Scalar scalar -> type + " " + scalar.value();
            case Term.Infix infix -> infix.operator().symbol();
            case Term.Membership membership -> type + (membership.key() == null ? "" : " key");
            case Expr.SomeIn some -> type + (some.key() == null ? "" : " key");
            case Expr.Every every -> type + (every.key() == null ? "" : " key");
            case Expr.Not not -> type + " " + not.form();
            case Expr.Logical logical -> logical.operator().keyword();
            case TemplatePart.Text text -> type + " " + text.text();
            case Import imported -> type + " " + imported.root().name() + imported.path();
            case Annotations annotations -> type + annotations;
            case Head head ->
                type + " " + head.name() + " " + head.isFunction() + head.isContains() + head.isValueGenerated();
            case Rule rule -> type + rule.isDefault();
            case ElseBranch branch -> type + (branch.value() == null ? "" : " value");
            default -> type;
        };
    }
}
