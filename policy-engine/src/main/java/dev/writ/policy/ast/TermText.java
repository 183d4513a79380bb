package dev.writ.policy.ast;

import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/** Short forms of names and references for messages. */
public final class TermText {
    private TermText() {}

    /** The source text for most terms, {@code a.b["c d"]} for references. */
    public static String of(Term term) {
        return switch (term) {
            case Var var -> var.name();
            case Ref ref -> of(ref.head()) + path(ref.path());
            case Term.Scalar scalar -> scalar.value().toString();
            case Term.TemplateString t -> source(t);
            case Term.ArrayLiteral t -> source(t);
            case Term.SetLiteral t -> source(t);
            case Term.ObjectLiteral t -> source(t);
            case Term.ArrayComprehension t -> source(t);
            case Term.SetComprehension t -> source(t);
            case Term.ObjectComprehension t -> source(t);
            case Term.Call t -> source(t);
            case Term.Infix t -> source(t);
            case Term.Membership t -> source(t);
            case Term.Negative t -> source(t);
        };
    }

    /** The operands of a reference as they follow its head. */
    public static String path(List<Term> path) {
        StringBuilder out = new StringBuilder();
        for (Term operand : path) {
            out.append(operand instanceof Term.Scalar scalar ? step(scalar.value()) : "[" + of(operand) + "]");
        }
        return out.toString();
    }

    /** A constant operand of a reference as it follows what is before it: {@code .b} or {@code ["c d"]}. */
    public static String step(RegoValue key) {
        return key instanceof RegoString name && isIdentifier(name.value()) ? "." + name.value() : "[" + key + "]";
    }

    /** True if {@code name} can be written after a point. */
    public static boolean isIdentifier(String name) {
        if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
            return false;
        }
        return name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
    }

    private static String source(Term term) {
        return term.span().text();
    }
}
