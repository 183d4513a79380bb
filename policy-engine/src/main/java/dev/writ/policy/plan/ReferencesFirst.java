package dev.writ.policy.plan;

import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.LocalVar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What stands in the terms of a statement outside of closures, in order. OPA computes references before everything else: where
 * one of them is undefined nobody looks into a comprehension before it, and a variable that it gives a value to may be read
 * before it, as in {@code startswith(x, input.o[x])}.
 */
final class ReferencesFirst {
    private final List<CheckedTerm.Reference> references = new ArrayList<>();
    private final List<CheckedTerm.Reference> behindComprehensions = new ArrayList<>();
    private final Set<LocalVar> variables = new HashSet<>();
    private final Set<LocalVar> unmatched = new HashSet<>();
    private boolean behind;
    private boolean inUnmatched;

    private ReferencesFirst() {}

    static ReferencesFirst in(List<CheckedTerm> terms) {
        ReferencesFirst search = new ReferencesFirst();
        search.all(terms);
        return search;
    }

    /** All of them. */
    List<CheckedTerm.Reference> references() {
        return references;
    }

    /** Those with a comprehension before them. */
    List<CheckedTerm.Reference> behindComprehensions() {
        return behindComprehensions;
    }

    /** Those that stand outside of references. */
    Set<LocalVar> variables() {
        return variables;
    }

    /** Those among them that no pattern gives a value to: in keys of objects and in sets. */
    Set<LocalVar> unmatchedVariables() {
        return unmatched;
    }

    private void all(List<CheckedTerm> terms) {
        terms.forEach(this::term);
    }

    private void unmatched(List<CheckedTerm> terms) {
        boolean before = inUnmatched;
        inUnmatched = true;
        all(terms);
        inUnmatched = before;
    }

    private void term(CheckedTerm term) {
        switch (term) {
            case CheckedTerm.Comprehension ignored -> behind = true;
            case CheckedTerm.Reference reference -> {
                references.add(reference);
                if (behind) {
                    behindComprehensions.add(reference);
                }
            }
            case CheckedTerm.ArrayTerm array -> all(array.elements());
            case CheckedTerm.SetTerm set -> unmatched(set.elements());
            case CheckedTerm.ObjectTerm object ->
                object.entries().forEach(entry -> {
                    unmatched(List.of(entry.key()));
                    term(entry.value());
                });
            case CheckedTerm.Constant ignored -> {}
            case CheckedTerm.Local local -> {
                variables.add(local.var());
                if (inUnmatched) {
                    unmatched.add(local.var());
                }
            }
            case CheckedTerm.Input ignored -> {}
            case CheckedTerm.Data ignored -> {}
            case CheckedTerm.Template ignored -> {}
        }
    }
}
