package dev.writ.policy.check;

import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import java.util.HashSet;
import java.util.Set;

/** The names of variables in a term. */
final class NamesIn {
    private final Set<String> names = new HashSet<>();
    private final boolean patternOnly;

    private NamesIn(boolean patternOnly) {
        this.patternOnly = patternOnly;
    }

    /** All of them, but for those inside of comprehensions. */
    static Set<String> all(Term term) {
        NamesIn collector = new NamesIn(false);
        collector.term(term);
        return collector.names;
    }

    /** Those that a match could give a value to: no heads of references, no keys of objects, nothing in calls. */
    static Set<String> matchable(Term term) {
        NamesIn collector = new NamesIn(true);
        collector.term(term);
        return collector.names;
    }

    private void term(Term term) {
        switch (term) {
            case Var t -> names.add(t.name());
            case Ref t -> {
                if (!patternOnly) {
                    term(t.head());
                }
                t.path().forEach(this::term);
            }
            case Term.ArrayLiteral t -> t.elements().forEach(this::term);
            case Term.SetLiteral t -> t.elements().forEach(this::term);
            case Term.ObjectLiteral t ->
                t.entries().forEach(entry -> {
                    if (!patternOnly) {
                        term(entry.key());
                    }
                    term(entry.value());
                });
            case Term.Call t -> operands(t);
            case Term.Infix t -> infix(t);
            case Term.Membership t -> membership(t);
            case Term.Negative t -> negative(t);
            case Term.Scalar t -> {}
            case Term.TemplateString t -> {}
            case Term.ArrayComprehension t -> {}
            case Term.SetComprehension t -> {}
            case Term.ObjectComprehension t -> {}
        }
    }

    private void operands(Term.Call call) {
        if (!patternOnly) {
            call.args().forEach(this::term);
        }
    }

    private void infix(Term.Infix infix) {
        if (!patternOnly) {
            term(infix.left());
            term(infix.right());
        }
    }

    private void negative(Term.Negative negative) {
        if (!patternOnly) {
            term(negative.operand());
        }
    }

    private void membership(Term.Membership membership) {
        if (patternOnly) {
            return;
        }
        Term key = membership.key();
        if (key != null) {
            term(key);
        }
        term(membership.value());
        term(membership.collection());
    }
}
