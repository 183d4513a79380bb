package dev.writ.policy.check;

import java.util.ArrayList;
import java.util.List;

/** Finds references and closures in statements: those of nested bodies too, but not what is inside of closures. */
final class TermWalk {
    /** What is found. */
    interface Visitor {
        /** A reference, before those in its operands. */
        void reference(CheckedTerm.Reference reference);

        void comprehension(CheckedTerm.Comprehension comprehension);

        /** The parts of a template string. */
        void holes(List<CheckedTerm.Part.Hole> holes);

        /** An operand of {@code print}. */
        void printed(CheckedTerm.Part.Hole operand);

        /** Who looks at the bodies of a statement. */
        Visitor inBodyOf(CheckedStatement statement);
    }

    private final Visitor visitor;

    TermWalk(Visitor visitor) {
        this.visitor = visitor;
    }

    void statement(CheckedStatement statement) {
        statement.eachTerm(this::term);
        statement.eachBody(body -> body(statement, body));
        if (statement instanceof CheckedStatement.With with) {
            with.statements().forEach(this::statement);
        } else if (statement instanceof CheckedStatement.Print print) {
            for (CheckedTerm.Part part : print.operands()) {
                if (part instanceof CheckedTerm.Part.Hole operand) {
                    visitor.printed(operand);
                }
            }
        }
    }

    private void body(CheckedStatement around, CheckedBody body) {
        body.statements().forEach(new TermWalk(visitor.inBodyOf(around))::statement);
    }

    /** The head of a reference is left to who visits the reference. */
    void term(CheckedTerm term) {
        if (term instanceof CheckedTerm.Reference reference) {
            visitor.reference(reference);
            reference.path().forEach(this::term);
        } else if (term instanceof CheckedTerm.Comprehension comprehension) {
            visitor.comprehension(comprehension);
        } else if (term instanceof CheckedTerm.Template template) {
            visitor.holes(holes(template));
        } else {
            term.eachOperand(this::term);
        }
    }

    private static List<CheckedTerm.Part.Hole> holes(CheckedTerm.Template template) {
        List<CheckedTerm.Part.Hole> holes = new ArrayList<>();
        for (CheckedTerm.Part part : template.parts()) {
            if (part instanceof CheckedTerm.Part.Hole hole) {
                holes.add(hole);
            }
        }
        return holes;
    }
}
