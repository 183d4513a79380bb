package dev.writ.policy.parse;

import dev.writ.policy.ast.ObjectEntry;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import java.util.List;

/** What is in a term. */
final class TermFacts {
    private TermFacts() {}

    /** True if nothing in the term needs to be evaluated. */
    static boolean isGround(Term term) {
        return switch (term) {
            case Term.Scalar t -> true;
            case Term.ArrayLiteral t -> t.elements().stream().allMatch(TermFacts::isGround);
            case Term.SetLiteral t -> t.elements().stream().allMatch(TermFacts::isGround);
            case Term.ObjectLiteral t -> t.entries().stream().allMatch(e -> isGround(e.key()) && isGround(e.value()));
            case Var t -> false;
            case Ref t -> isGround(t.head()) && t.path().stream().allMatch(TermFacts::isGround);
            case Term.TemplateString t -> false;
            case Term.ArrayComprehension t -> false;
            case Term.SetComprehension t -> false;
            case Term.ObjectComprehension t -> false;
            case Term.Call t -> false;
            case Term.Infix t -> false;
            case Term.Membership t -> false;
            case Term.Negative t -> false;
        };
    }

    /** What in the term is neither constant nor a comprehension, as a message calls it, or empty. */
    static String dynamicPart(Term term) {
        return switch (term) {
            case Term.Scalar t -> "";
            case Term.ArrayLiteral t -> dynamicPart(t.elements());
            case Term.SetLiteral t -> dynamicPart(t.elements());
            case Term.ObjectLiteral t -> entries(t.entries());
            case Term.ArrayComprehension t -> "";
            case Term.SetComprehension t -> "";
            case Term.ObjectComprehension t -> "";
            case Term.TemplateString t -> "";
            case Var t -> TermNames.of(t);
            case Ref t -> TermNames.of(t);
            case Term.Call t -> TermNames.of(t);
            case Term.Infix t -> TermNames.of(t);
            case Term.Membership t -> TermNames.of(t);
            case Term.Negative t -> TermNames.of(t);
        };
    }

    private static String dynamicPart(List<Term> terms) {
        return terms.stream()
                .map(TermFacts::dynamicPart)
                .filter(part -> !part.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String entries(List<ObjectEntry> entries) {
        return entries.stream()
                .map(e -> dynamicPart(e.key()) + dynamicPart(e.value()))
                .filter(part -> !part.isEmpty())
                .findFirst()
                .orElse("");
    }
}
