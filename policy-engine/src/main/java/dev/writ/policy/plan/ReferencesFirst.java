package dev.writ.policy.plan;

import dev.writ.policy.check.CheckedTerm;
import java.util.ArrayList;
import java.util.List;

/**
 * The references of a statement that stand behind a comprehension. OPA computes them before it: where one of them is undefined,
 * nobody looks into the comprehension.
 */
final class ReferencesFirst {
    private final List<CheckedTerm.Reference> found = new ArrayList<>();
    private boolean behind;

    private ReferencesFirst() {}

    static List<CheckedTerm.Reference> in(List<CheckedTerm> terms) {
        ReferencesFirst search = new ReferencesFirst();
        search.all(terms);
        return search.found;
    }

    private void all(List<CheckedTerm> terms) {
        terms.forEach(this::term);
    }

    private void term(CheckedTerm term) {
        switch (term) {
            case CheckedTerm.Comprehension ignored -> behind = true;
            case CheckedTerm.Reference reference -> {
                if (behind) {
                    found.add(reference);
                }
            }
            case CheckedTerm.ArrayTerm array -> all(array.elements());
            case CheckedTerm.SetTerm set -> all(set.elements());
            case CheckedTerm.ObjectTerm object ->
                object.entries().forEach(entry -> all(List.of(entry.key(), entry.value())));
            case CheckedTerm.Constant ignored -> {}
            case CheckedTerm.Local ignored -> {}
            case CheckedTerm.Input ignored -> {}
            case CheckedTerm.Data ignored -> {}
            case CheckedTerm.Template ignored -> {}
        }
    }
}
