package dev.writ.policy.format;

import dev.writ.policy.parse.OpaPlaces.Place;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.List;

/** Writes chains of {@code and} and {@code or}: an operand that stood on a line of its own does so again. */
final class LogicalLayout {
    private final Sheet sheet;
    private final Page page;
    private final StatementLayout statements;

    LogicalLayout(Sheet sheet, StatementLayout statements) {
        this.sheet = sheet;
        this.page = sheet.page();
        this.statements = statements;
    }

    /**
     * One operand.
     *
     * @param start where it starts: at its brace or at its statement
     */
    record Operand(List<Statement> body, boolean explicit, boolean parens, Place start) {
        int endRow() {
            int closing = explicit ? Rows.closing('{', '}', start) : Rows.NOWHERE;
            Place last = body.getLast().place();
            return closing > 0 ? closing : Rows.endOf(last, last.text().end());
        }
    }

    /**
     * One operator with what follows it.
     *
     * @param leftEnd the row on which everything before it ends
     */
    private record Step(String operator, Operand operand, int leftEnd) {
        boolean breaksLine() {
            return operand.start().row() > leftEnd;
        }
    }

    /** The operand that a chain starts with. */
    static Operand first(Statement statement) {
        return flatten((Statement.Logical) statement.content(), statement.place(), new ArrayList<>());
    }

    void write(Statement.Logical chain, Place place) {
        List<Step> steps = new ArrayList<>();
        operandOrNothing(flatten(chain, place, steps));
        boolean indented = false;
        try {
            for (Step step : steps) {
                page.write(" " + step.operator());
                if (step.breaksLine()) {
                    if (!indented) {
                        page.indent();
                        indented = true;
                    }
                    page.endLine();
                    page.startLine();
                } else {
                    page.write(" ");
                }
                operandOrNothing(step.operand());
            }
        } finally {
            if (indented) {
                page.outdent();
            }
        }
    }

    private void operandOrNothing(Operand operand) {
        try {
            operand(operand);
        } catch (CommentInTheWay e) {
            sheet.damaged();
        }
    }

    private void operand(Operand operand) {
        List<Statement> body = operand.body();
        if (!operand.explicit()) {
            if (operand.parens()) {
                page.write("(");
            }
            try {
                statements.write(body.getFirst());
            } finally {
                if (operand.parens()) {
                    page.write(")");
                }
            }
            return;
        }
        if (body.getFirst().isUnion()) {
            sheet.parenthesize(body.getFirst());
        }
        page.write("{");
        statements.bracedBody(body, operand.start());
        if (body.getLast().place().row() == operand.start().row()) {
            page.write(" ");
        }
        page.write("}");
    }

    /** Adds the steps of a chain that groups to the left, and gives its first operand. */
    private static Operand flatten(Statement.Logical chain, Place place, List<Step> steps) {
        Operand right = operand(chain.right(), chain.operator(), true, place);
        Statement.Side left = chain.left();
        Statement only = left.body().getFirst();
        boolean nested = !left.explicit()
                && left.body().size() == 1
                && only.content() instanceof Statement.Logical
                && !Brackets.inLogical(only, chain.operator(), false);
        if (nested) {
            Operand first = flatten((Statement.Logical) only.content(), only.place(), steps);
            int end = Rows.endOf(only.place(), only.place().text().end());
            steps.add(new Step(chain.operator(), right, end));
            return first;
        }
        Operand first = operand(left, chain.operator(), false, place);
        steps.add(new Step(chain.operator(), right, first.endRow()));
        return first;
    }

    private static Operand operand(Statement.Side side, String parent, boolean isRight, Place whole) {
        Statement first = side.body().getFirst();
        if (side.explicit() || side.body().size() != 1) {
            return new Operand(side.body(), true, false, brace(whole, first.place()));
        }
        return new Operand(side.body(), false, Brackets.inLogical(first, parent, isRight), first.place());
    }

    /** The brace in front of a body, within {@code whole}. */
    private static Place brace(Place whole, Place body) {
        Span text = whole.text();
        int before = Math.min(body.text().start(), text.end()) - 1;
        int brace = before < text.start() ? -1 : text.file().text().lastIndexOf('{', before);
        if (brace < text.start()) {
            return whole;
        }
        int row = whole.row() + text.file().lineAt(brace) - text.file().lineAt(text.start());
        return new Place(new Span(text.file(), brace, text.end()), row, whole.column());
    }
}
