package dev.writ.policy.format;

import java.util.List;

/** Where parentheses are needed so that a text is read as what it was. */
final class Brackets {
    private Brackets() {}

    /** Whether the only statement behind {@code not} needs them. */
    static boolean inNot(Statement statement) {
        return !statement.modifiers().isEmpty()
                || statement.isLogical()
                || statement.content() instanceof Statement.Not
                || startsWithBrace(statement);
    }

    /**
     * Whether a statement needs them as an operand without braces.
     *
     * @param parent the operator
     * @param isRight whether it stands on its right side
     */
    static boolean inLogical(Statement statement, String parent, boolean isRight) {
        if (!statement.modifiers().isEmpty()) {
            return true;
        }
        if (statement.content() instanceof Statement.Logical inner) {
            return inner.operator().equals("or") ? isRight || parent.equals("and") : isRight && parent.equals("and");
        }
        return startsWithBrace(statement);
    }

    /** Whether the text would start with a brace, which starts a body where an operand is expected. */
    private static boolean startsWithBrace(Statement statement) {
        if (!(statement.content() instanceof Statement.Value value)) {
            return false;
        }
        if (value.piece() instanceof Piece.Infix infix
                && infix.operands().size() == infix.operator().arity() + 1) {
            return startsWithBrace(infix.operands().getLast());
        }
        return !(value.piece() instanceof Piece.Call) && startsWithBrace(value.piece());
    }

    private static boolean startsWithBrace(Piece piece) {
        return switch (piece) {
            case Piece.Sequence sequence ->
                sequence.isSet() && !sequence.elements().isEmpty();
            case Piece.Entries entries -> true;
            case Piece.Comprehension comprehension -> !comprehension.isArray();
            case Piece.Path path -> startsWithBrace(path.head());
            case Piece.Infix infix ->
                infix.operands().size() == infix.operator().arity()
                        && startsWithBrace(infix.operands().getFirst());
            case Piece.Name p -> false;
            case Piece.Constant p -> false;
            case Piece.Text p -> false;
            case Piece.Template p -> false;
            case Piece.Call p -> false;
        };
    }

    /** Marks the union that the first statement of a body starts with: behind a brace it would be a comprehension. */
    static void markLeadingUnion(Statement statement, Sheet sheet) {
        if (statement.negated()) {
            return;
        }
        if (statement.content() instanceof Statement.Logical) {
            LogicalLayout.Operand first = LogicalLayout.first(statement);
            if (!first.explicit() && !first.parens()) {
                markLeadingUnion(first.body().getFirst(), sheet);
            }
        } else if (statement.isUnion()) {
            sheet.parenthesize(statement);
        } else if (statement.content() instanceof Statement.Value value && value.piece() instanceof Piece.Infix infix) {
            List<Piece> operands = infix.operands();
            int arity = infix.operator().arity();
            if (operands.size() == arity && Piece.isUnion(operands.getFirst())) {
                sheet.parenthesize(operands.getFirst());
            } else if (operands.size() == arity + 1 && Piece.isUnion(operands.getLast())) {
                sheet.parenthesize(operands.getLast());
            }
        }
    }
}
