package dev.writ.policy.plan;

import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.LocalVar;
import java.util.HashSet;
import java.util.Set;

/** The variables that a term needs and that have no value yet: those that matching the term does not give a value to. */
final class Needs {

    private final Bindings bindings;
    private final Set<LocalVar> found = new HashSet<>();

    private Needs(Bindings bindings) {
        this.bindings = bindings;
    }

    /** The variables without a value that keep the term from being matched or computed. */
    static Set<LocalVar> of(CheckedTerm term, Bindings bindings) {
        Needs needs = new Needs(bindings);
        needs.pattern(term);
        return needs.found;
    }

    private void pattern(CheckedTerm term) {
        switch (term) {
            case CheckedTerm.Local ignored -> {}
            case CheckedTerm.Constant ignored -> {}
            case CheckedTerm.Input ignored -> {}
            case CheckedTerm.Data ignored -> {}
            case CheckedTerm.ArrayTerm t -> t.elements().forEach(this::pattern);
            case CheckedTerm.ObjectTerm t ->
                t.entries().forEach(entry -> {
                    computed(entry.key());
                    pattern(entry.value());
                });
            case CheckedTerm.Reference ignored -> computed(term);
            case CheckedTerm.SetTerm ignored -> computed(term);
            case CheckedTerm.Comprehension ignored -> computed(term);
            case CheckedTerm.Template ignored -> computed(term);
        }
    }

    private void computed(CheckedTerm term) {
        switch (term) {
            case CheckedTerm.Local t -> {
                if (!bindings.isBound(t.var())) {
                    found.add(t.var());
                }
            }
            case CheckedTerm.Constant ignored -> {}
            case CheckedTerm.Input ignored -> {}
            case CheckedTerm.Data ignored -> {}
            case CheckedTerm.Reference t -> {
                computed(t.head());
                t.path().forEach(this::operand);
            }
            case CheckedTerm.ArrayTerm t -> t.elements().forEach(this::computed);
            case CheckedTerm.SetTerm t -> t.elements().forEach(this::computed);
            case CheckedTerm.ObjectTerm t ->
                t.entries().forEach(entry -> {
                    computed(entry.key());
                    computed(entry.value());
                });
            // What is free in their bodies was bound before by the checker's order.
            case CheckedTerm.Comprehension ignored -> {}
            case CheckedTerm.Template ignored -> {}
        }
    }

    /** Operands of references: a variable that is one gets its value from the reference itself. */
    private void operand(CheckedTerm term) {
        pattern(term);
    }
}
