package dev.writ.cli.policy;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import org.jspecify.annotations.Nullable;

/** The JSON form of a syntax tree as an indented outline, a line for each node and a blank for each level. */
final class SyntaxTree {

    private static final RegoString NOT = RegoString.of("not");

    private final StringBuilder out = new StringBuilder();

    private SyntaxTree() {}

    static String text(RegoObject module) {
        SyntaxTree tree = new SyntaxTree();
        tree.line(0, "module");
        tree.line(1, "package");
        if (module.get("package") instanceof RegoObject declaration) {
            tree.ref(2, declaration.get("path"));
        }
        tree.each(module.get("imports"), imported -> tree.imported(1, imported));
        tree.each(module.get("rules"), rule -> tree.rule(1, rule));
        tree.each(module.get("annotations"), block -> tree.line(1, "annotations"));
        tree.each(module.get("comments"), comment -> tree.line(1, "comment"));
        return tree.out.toString();
    }

    private interface Visitor {
        void visit(RegoObject node);
    }

    private void each(@Nullable RegoValue nodes, Visitor visitor) {
        if (nodes instanceof RegoArray array) {
            array.forEach(node -> {
                if (node instanceof RegoObject object) {
                    visitor.visit(object);
                }
            });
        }
    }

    private void line(int depth, String text) {
        out.repeat(' ', depth).append(text).append('\n');
    }

    private void imported(int depth, RegoObject imported) {
        line(depth, "import");
        term(depth + 1, imported.get("path"));
        line(depth + 1, imported.get("alias") instanceof RegoString alias ? alias.value() : "");
    }

    private void rule(int depth, RegoObject rule) {
        line(depth, "rule");
        if (rule.get("head") instanceof RegoObject head) {
            line(depth + 1, "head");
            ref(depth + 2, head.get("ref"));
            if (head.get("args") instanceof RegoArray args && args.size() > 0) {
                line(depth + 2, "args");
                args.forEach(arg -> term(depth + 3, arg));
            }
            term(depth + 2, head.get("value"));
        }
        body(depth + 1, rule.get("body"));
        if (rule.get("else") instanceof RegoObject other) {
            rule(depth + 1, other);
        }
    }

    private void body(int depth, @Nullable RegoValue body) {
        line(depth, "body");
        each(body, expr -> expr(depth + 1, expr));
    }

    private void expr(int depth, RegoObject expr) {
        String negated = RegoBoolean.TRUE.equals(expr.get("negated")) ? "negated " : "";
        line(depth, "expr " + negated + "index=" + expr.get("index"));
        switch (expr.get("terms")) {
            case RegoArray terms -> terms.forEach(term -> term(depth + 1, term));
            case RegoObject term
            when term.get("symbols") instanceof RegoArray symbols -> {
                line(depth + 1, "somedecl");
                symbols.forEach(symbol -> term(depth + 2, symbol));
            }
            case RegoObject term
            when term.get("domain") != null -> {
                line(depth + 1, "every");
                term(depth + 2, term.get("key"));
                term(depth + 2, term.get("value"));
                term(depth + 2, term.get("domain"));
                body(depth + 2, term.get("body"));
            }
            case RegoObject term
            when term.get("lhs") != null -> {
                line(depth + 1, "logical" + (term.get("type") instanceof RegoString kind ? kind.value() : ""));
                body(depth + 2, term.get("lhs"));
                body(depth + 2, term.get("rhs"));
            }
            case RegoObject term
            when NOT.equals(term.get("type")) -> {
                line(depth + 1, "not");
                body(depth + 2, term.get("body"));
            }
            case RegoObject term -> term(depth + 1, term);
            case null, default -> {}
        }
        each(expr.get("with"), with -> {
            line(depth + 1, "with");
            term(depth + 2, with.get("target"));
            term(depth + 2, with.get("value"));
        });
    }

    private void ref(int depth, @Nullable RegoValue terms) {
        line(depth, "ref");
        if (terms instanceof RegoArray array) {
            array.forEach(term -> term(depth + 1, term));
        }
    }

    private void term(int depth, @Nullable RegoValue term) {
        if (!(term instanceof RegoObject node) || !(node.get("type") instanceof RegoString type)) {
            return;
        }
        RegoValue value = node.get("value");
        switch (type.value()) {
            case "null" -> line(depth, "null");
            case "boolean", "number", "string" -> line(depth, String.valueOf(value));
            case "var" -> line(depth, value instanceof RegoString name ? variable(name.value()) : "");
            case "ref" -> ref(depth, value);
            case "templatestring" -> line(depth, "templatestring");
            case "object" -> {
                line(depth, "object");
                pairs(depth + 1, value);
            }
            default -> {
                line(depth, type.value());
                inside(depth + 1, value);
            }
        }
    }

    /** A wildcard has a number that nobody wrote. */
    private static String variable(String name) {
        return name.startsWith("$") ? "_" : name;
    }

    private void pairs(int depth, @Nullable RegoValue pairs) {
        if (pairs instanceof RegoArray array) {
            array.forEach(pair -> {
                if (pair instanceof RegoArray both) {
                    both.forEach(term -> term(depth, term));
                }
            });
        }
    }

    /** Elements of a collection or call, or the parts of a comprehension. */
    private void inside(int depth, @Nullable RegoValue value) {
        if (value instanceof RegoArray array) {
            array.forEach(term -> term(depth, term));
        } else if (value instanceof RegoObject comprehension) {
            term(depth, comprehension.get("term"));
            term(depth, comprehension.get("key"));
            term(depth, comprehension.get("value"));
            body(depth, comprehension.get("body"));
        }
    }
}
