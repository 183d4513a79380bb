package dev.writ.policy.parse;

import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;

/** What messages call the kinds of terms. */
final class TermNames {
    private TermNames() {}

    static String of(Term term) {
        return switch (term) {
            case Var t -> "a variable";
            case Ref t -> "a reference";
            case Term.Scalar t -> "a " + t.value().kind().label();
            case Term.TemplateString t -> "a template string";
            case Term.ArrayLiteral t -> "an array";
            case Term.SetLiteral t -> "a set";
            case Term.ObjectLiteral t -> "an object";
            case Term.ArrayComprehension t -> "an array comprehension";
            case Term.SetComprehension t -> "a set comprehension";
            case Term.ObjectComprehension t -> "an object comprehension";
            case Term.Call t -> "a call";
            case Term.Infix t -> "an expression";
            case Term.Membership t -> "an expression";
            case Term.Negative t -> "an expression";
        };
    }
}
