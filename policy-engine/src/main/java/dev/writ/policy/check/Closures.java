package dev.writ.policy.check;

import java.util.BitSet;

/** The variables in the comprehensions and template holes of a term. */
final class Closures {
    private Closures() {}

    static void in(CheckedTerm term, BitSet found) {
        switch (term) {
            case CheckedTerm.Comprehension t -> Variables.everywhere(t, found);
            case CheckedTerm.Template t -> t.parts().forEach(part -> in(part, found));
            case CheckedTerm.Reference t -> t.path().forEach(operand -> in(operand, found));
            case CheckedTerm.ArrayTerm t -> t.elements().forEach(element -> in(element, found));
            case CheckedTerm.SetTerm t -> t.elements().forEach(element -> in(element, found));
            case CheckedTerm.ObjectTerm t ->
                t.entries().forEach(entry -> {
                    in(entry.key(), found);
                    in(entry.value(), found);
                });
            case CheckedTerm.Constant t -> {}
            case CheckedTerm.Local t -> {}
            case CheckedTerm.Input t -> {}
            case CheckedTerm.Data t -> {}
        }
    }

    static void in(CheckedTerm.Part part, BitSet found) {
        if (part instanceof CheckedTerm.Part.Hole hole) {
            Variables.everywhere(hole.element(), found);
            hole.body().statements().forEach(inner -> Variables.everywhere(inner, found));
        }
    }
}
