package dev.writ.policy.check;

/** What kind of term a term is. */
final class TermFacts {
    private TermFacts() {}

    /** True if the value has to be read or computed: there is a reference, a document or a comprehension in it. */
    static boolean needsEvaluation(CheckedTerm term) {
        return switch (term) {
            case CheckedTerm.Constant t -> false;
            case CheckedTerm.Local t -> false;
            case CheckedTerm.Input t -> true;
            case CheckedTerm.Data t -> true;
            case CheckedTerm.Reference t -> true;
            case CheckedTerm.Comprehension t -> true;
            case CheckedTerm.Template t -> true;
            case CheckedTerm.ArrayTerm t -> t.elements().stream().anyMatch(TermFacts::needsEvaluation);
            case CheckedTerm.SetTerm t -> t.elements().stream().anyMatch(TermFacts::needsEvaluation);
            case CheckedTerm.ObjectTerm t ->
                t.entries().stream().anyMatch(e -> needsEvaluation(e.key()) || needsEvaluation(e.value()));
        };
    }
}
