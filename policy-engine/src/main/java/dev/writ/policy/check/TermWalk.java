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
        switch (statement) {
            case CheckedStatement.Holds s -> term(s.term());
            case CheckedStatement.Unify s -> {
                term(s.left());
                term(s.right());
            }
            case CheckedStatement.Call s -> {
                s.args().forEach(this::term);
                CheckedTerm output = s.output();
                if (output != null) {
                    term(output);
                }
            }
            case CheckedStatement.Not s -> body(s, s.body());
            case CheckedStatement.Every s -> {
                term(s.domain());
                body(s, s.body());
            }
            case CheckedStatement.And s -> {
                body(s, s.left());
                body(s, s.right());
            }
            case CheckedStatement.Or s -> {
                body(s, s.left());
                body(s, s.right());
            }
            case CheckedStatement.With s -> s.statements().forEach(this::statement);
            case CheckedStatement.Print s -> {
                for (CheckedTerm.Part part : s.operands()) {
                    if (part instanceof CheckedTerm.Part.Hole operand) {
                        visitor.printed(operand);
                    }
                }
            }
        }
    }

    private void body(CheckedStatement around, CheckedBody body) {
        body.statements().forEach(new TermWalk(visitor.inBodyOf(around))::statement);
    }

    void term(CheckedTerm term) {
        switch (term) {
            case CheckedTerm.Constant t -> {}
            case CheckedTerm.Local t -> {}
            case CheckedTerm.Input t -> {}
            case CheckedTerm.Data t -> {}
            case CheckedTerm.Reference t -> {
                visitor.reference(t);
                t.path().forEach(this::term);
            }
            case CheckedTerm.ArrayTerm t -> t.elements().forEach(this::term);
            case CheckedTerm.SetTerm t -> t.elements().forEach(this::term);
            case CheckedTerm.ObjectTerm t ->
                t.entries().forEach(entry -> {
                    term(entry.key());
                    term(entry.value());
                });
            case CheckedTerm.Comprehension t -> visitor.comprehension(t);
            case CheckedTerm.Template t -> visitor.holes(holes(t));
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
