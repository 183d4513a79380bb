package dev.writ.policy.check;

import java.util.BitSet;

/** The variables in the comprehensions and template holes of a term. */
final class Closures {
    private Closures() {}

    static void in(CheckedTerm term, BitSet found) {
        if (term instanceof CheckedTerm.Comprehension comprehension) {
            Variables.everywhere(comprehension, found);
        } else if (term instanceof CheckedTerm.Template template) {
            template.parts().forEach(part -> in(part, found));
        } else if (term instanceof CheckedTerm.Reference reference) {
            reference.path().forEach(operand -> in(operand, found));
        } else {
            term.eachOperand(operand -> in(operand, found));
        }
    }

    static void in(CheckedTerm.Part part, BitSet found) {
        if (part instanceof CheckedTerm.Part.Hole hole) {
            Variables.everywhere(hole.element(), found);
            hole.body().statements().forEach(inner -> Variables.everywhere(inner, found));
        }
    }
}
