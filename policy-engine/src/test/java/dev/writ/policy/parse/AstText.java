package dev.writ.policy.parse;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.AstNode;
import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.ElseBranch;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Head;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.ObjectEntry;
import dev.writ.policy.ast.PathSegment;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.TemplatePart;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.ast.With;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tree as indented text, one node a line, each with the line and columns it covers. */
final class AstText {
    private final StringBuilder out = new StringBuilder();
    private int depth;

    private AstText() {}

    static String of(Module module) {
        AstText text = new AstText();
        text.module(module);
        return text.out.toString();
    }

    private void line(AstNode node, String label) {
        var span = node.span();
        out.repeat("  ", depth)
                .append(label)
                .append(" @")
                .append(span.line())
                .append(':')
                .append(span.column());
        out.append(span.endLine() == span.line() ? "-" : "-" + span.endLine() + ":")
                .append(span.endColumn())
                .append('\n');
    }

    private void nested(Runnable children) {
        depth++;
        children.run();
        depth--;
    }

    private void module(Module module) {
        line(
                module.packageDecl(),
                "package " + String.join("/", module.packageDecl().names()));
        module.imports().forEach(this::imported);
        module.annotations().forEach(this::annotations);
        module.rules().forEach(this::rule);
        module.comments().forEach(comment -> line(comment, "comment" + comment.text()));
    }

    private void imported(Import imported) {
        String path =
                String.join("/", imported.path().stream().map(PathSegment::name).toList());
        line(imported, "import " + imported.root().name() + " " + path + " as " + imported.name());
    }

    private void annotations(Annotations block) {
        line(block, "annotations " + block.scope().label() + (block.entrypoint() ? " entrypoint" : ""));
        nested(() -> {
            out.repeat("  ", depth)
                    .append(block.title())
                    .append(" | ")
                    .append(block.description())
                    .append(" | ");
            out.append(block.organizations()).append(block.authors()).append(block.relatedResources());
            out.append(block.schemas())
                    .append(block.custom())
                    .append(block.labels())
                    .append('\n');
        });
    }

    private void rule(Rule rule) {
        String annotated = rule.annotations().isEmpty()
                ? ""
                : " annotations " + rule.annotations().size();
        line(rule, (rule.isDefault() ? "default " : "") + "rule " + rule.form() + annotated);
        nested(() -> {
            head(rule.head());
            body(rule.body());
            rule.elses().forEach(this::elseBranch);
        });
    }

    private void head(Head head) {
        line(head, "head" + (head.assign() ? " :=" : "") + (head.isValueGenerated() ? " generated" : ""));
        nested(() -> {
            group("ref", head.ref());
            List<Term> args = head.args();
            if (args != null) {
                group("args", args);
            }
            optional("key", head.key());
            optional("value", head.value());
        });
    }

    private void elseBranch(ElseBranch branch) {
        line(branch, "else " + branch.form() + (branch.assign() ? " :=" : ""));
        nested(() -> {
            optional("value", branch.value());
            body(branch.body());
        });
    }

    private void group(String label, List<? extends Term> terms) {
        out.repeat("  ", depth).append(label).append('\n');
        nested(() -> terms.forEach(this::term));
    }

    private void optional(String label, @Nullable Term term) {
        if (term != null) {
            group(label, List.of(term));
        }
    }

    private void body(Body body) {
        if (!body.generated()) {
            line(body, "body");
            nested(() -> body.literals().forEach(this::literal));
        }
    }

    private void literal(Literal literal) {
        line(literal, "literal");
        nested(() -> {
            expr(literal.expr());
            literal.withs().forEach(this::with);
        });
    }

    private void with(With with) {
        line(with, "with");
        nested(() -> {
            term(with.target());
            term(with.value());
        });
    }

    private void expr(Expr expr) {
        switch (expr) {
            case Expr.TermExpr e -> term(e.term());
            case Expr.Unify e -> node(e, "=", e.left(), e.right());
            case Expr.Assign e -> node(e, ":=", e.target(), e.value());
            case Expr.SomeDecl e -> node(e, "some", e.vars().toArray(new Var[0]));
            case Expr.SomeIn e -> {
                line(e, "some in");
                nested(() -> {
                    optional("key", e.key());
                    term(e.value());
                    term(e.collection());
                });
            }
            case Expr.Every e -> {
                line(e, "every");
                nested(() -> {
                    optional("key", e.key());
                    term(e.value());
                    term(e.domain());
                    body(e.body());
                });
            }
            case Expr.Not e -> {
                line(e, "not " + e.form());
                nested(() -> body(e.body()));
            }
            case Expr.Logical e -> {
                line(e, e.operator().keyword());
                nested(() -> {
                    operand(e.left());
                    operand(e.right());
                });
            }
        }
    }

    private void operand(Expr.Operand operand) {
        out.repeat("  ", depth)
                .append(operand.explicit() ? "braces" : "operand")
                .append('\n');
        nested(() -> body(operand.body()));
    }

    private void node(AstNode node, String label, Term... children) {
        line(node, label);
        nested(() -> List.of(children).forEach(this::term));
    }

    private void term(Term term) {
        switch (term) {
            case Var t -> line(t, "var " + t.name());
            case Term.Scalar t -> line(t, t.value().toString());
            case Ref t -> {
                line(t, "ref");
                nested(() -> {
                    term(t.head());
                    t.path().forEach(this::term);
                });
            }
            case Term.TemplateString t -> {
                line(t, t.raw() ? "raw template" : "template");
                nested(() -> t.parts().forEach(this::part));
            }
            case Term.ArrayLiteral t -> node(t, "array", t.elements().toArray(new Term[0]));
            case Term.SetLiteral t -> node(t, "set", t.elements().toArray(new Term[0]));
            case Term.ObjectLiteral t -> {
                line(t, "object");
                nested(() -> t.entries().forEach(this::entry));
            }
            case Term.ArrayComprehension t -> comprehension(t, "array comprehension", t.body(), t.element());
            case Term.SetComprehension t -> comprehension(t, "set comprehension", t.body(), t.element());
            case Term.ObjectComprehension t -> comprehension(t, "object comprehension", t.body(), t.key(), t.value());
            case Term.Call t -> node(t, "call " + t.function(), t.args().toArray(new Term[0]));
            case Term.Infix t -> node(t, t.operator().symbol(), t.left(), t.right());
            case Term.Membership t -> {
                line(t, "in");
                nested(() -> {
                    optional("key", t.key());
                    term(t.value());
                    term(t.collection());
                });
            }
            case Term.Negative t -> node(t, "negative", t.operand());
        }
    }

    private void comprehension(AstNode node, String label, Body body, Term... head) {
        line(node, label);
        nested(() -> {
            List.of(head).forEach(this::term);
            body(body);
        });
    }

    private void entry(ObjectEntry entry) {
        node(entry, "entry", entry.key(), entry.value());
    }

    private void part(TemplatePart part) {
        switch (part) {
            case TemplatePart.Text p -> line(p, "text " + p.text());
            case TemplatePart.Hole p -> {
                line(p, "hole");
                nested(() -> literal(p.literal()));
            }
        }
    }
}
