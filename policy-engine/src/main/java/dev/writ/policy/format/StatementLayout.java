package dev.writ.policy.format;

import dev.writ.policy.parse.OpaPlaces.Place;
import java.util.List;

/** Writes bodies and the statements in them. */
final class StatementLayout {
    private final Sheet sheet;
    private final Page page;
    private final TermLayout terms;
    private final ComprehensionLayout comprehensions;
    private final LogicalLayout logical;

    StatementLayout(Sheet sheet, TermLayout terms) {
        this.sheet = sheet;
        this.page = sheet.page();
        this.terms = terms;
        this.comprehensions = new ComprehensionLayout(sheet, terms, this);
        this.logical = new LogicalLayout(sheet, this);
    }

    ComprehensionLayout comprehensions() {
        return comprehensions;
    }

    /** Each statement on a line of its own; single empty lines between them stay. */
    void body(List<Statement> body) {
        sheet.insertComments(body.getFirst().place());
        Statement last = null;
        for (Statement statement : body) {
            if (last != null && statement.place().row() > last.place().endRow() + 1) {
                page.blankLine();
            }
            page.startLine();
            try {
                write(statement);
            } catch (CommentInTheWay e) {
                sheet.damaged();
            }
            page.endLine();
            last = statement;
        }
    }

    void write(Statement statement) {
        sheet.insertComments(statement.place());
        page.startLineIfNone();
        boolean parens = sheet.isParenthesized(statement);
        boolean negatedLogical = statement.negated() && statement.isLogical();
        if (statement.negated()) {
            page.write(negatedLogical ? "not (" : "not ");
        }
        if (parens) {
            page.write("(");
        }
        content(statement);
        if (parens) {
            page.write(")");
        }
        if (negatedLogical) {
            page.write(")");
        }
        modifiers(statement);
    }

    private void content(Statement statement) {
        switch (statement.content()) {
            case Statement.Value value -> value(value.piece());
            case Statement.Some some -> some(some);
            case Statement.Every every -> every(every, statement.place());
            case Statement.Not not -> not(not, statement.place());
            case Statement.Logical chain -> logical.write(chain, statement.place());
        }
    }

    /** A term as a statement: operators need no parentheses, and what is assigned comes first. */
    private void value(Piece piece) {
        switch (piece) {
            case Piece.Infix infix -> infix(infix);
            case Piece.Call call -> terms.call(call.function(), call.args());
            case Piece.Name p -> terms.write(p);
            case Piece.Constant p -> terms.write(p);
            case Piece.Text p -> terms.write(p);
            case Piece.Template p -> terms.write(p);
            case Piece.Path p -> terms.write(p);
            case Piece.Sequence p -> terms.write(p);
            case Piece.Entries p -> terms.write(p);
            case Piece.Comprehension p -> terms.write(p);
        }
    }

    private void infix(Piece.Infix infix) {
        Operator operator = infix.operator();
        List<Piece> operands = infix.operands();
        if (operator.isMembership()) {
            terms.membership(infix, false);
            return;
        }
        int arity = operator.arity();
        if (operands.size() != arity && operands.size() != arity + 1) {
            terms.report(infix);
            return;
        }
        if (operands.size() == arity + 1) {
            terms.write(operands.getLast());
            page.write(" = ");
        }
        terms.write(operands.get(0));
        page.write(" " + operator.symbol() + " ");
        terms.write(operands.get(1));
    }

    /** {@code with}s stay on the line of what they belong to if they stood there, and follow indented if not. */
    private void modifiers(Statement statement) {
        int row = statement.endRow();
        boolean indented = false;
        try {
            for (Statement.Modifier with : statement.modifiers()) {
                boolean breaks = with.place().row() > row;
                if (breaks) {
                    if (!indented) {
                        page.indent();
                        indented = true;
                    }
                    page.endLine();
                    page.startLine();
                    row = with.place().row();
                }
                modifier(with, breaks);
            }
        } finally {
            if (indented) {
                page.outdent();
            }
        }
    }

    private void modifier(Statement.Modifier with, boolean onOwnLine) {
        sheet.insertComments(with.place());
        page.write(onOwnLine ? "with " : " with ");
        terms.write(with.target());
        page.write(" as ");
        try {
            terms.write(with.value());
        } catch (CommentInTheWay e) {
            sheet.damaged();
        }
    }

    private void some(Statement.Some some) {
        sheet.insertComments(some.place());
        page.write("some ");
        int row = some.place().row();
        List<Piece> symbols = some.symbols();
        for (int i = 0; i < symbols.size(); i++) {
            if (symbols.get(i) instanceof Piece.Infix member) {
                terms.membership(member, false);
                continue;
            }
            Piece symbol = symbols.get(i);
            if (symbol.place().row() > row) {
                page.endLine();
                page.startLine();
                page.write("\t");
                row = symbol.place().row();
            } else if (i > 0) {
                page.write(" ");
            }
            terms.write(symbol);
            if (i < symbols.size() - 1) {
                page.write(",");
            }
        }
    }

    private void every(Statement.Every every, Place place) {
        sheet.insertComments(place);
        page.write("every ");
        Piece key = every.key();
        if (key != null) {
            terms.write(key);
            page.write(", ");
        }
        terms.write(every.value());
        page.write(" in ");
        terms.write(every.domain());
        page.write(" {");
        List<Statement> body = every.body();
        bracedBody(body, place);
        if (body.size() == 1 && body.getFirst().place().row() == every.place().row()) {
            page.write(" ");
        }
        page.write("}");
    }

    /** The body behind an opening brace that was written already. */
    void bracedBody(List<Statement> body, Place whole) {
        try {
            comprehensions.body('{', '}', body, whole.row(), whole);
        } catch (CommentInTheWay e) {
            sheet.damaged();
        }
    }

    private void not(Statement.Not not, Place place) {
        sheet.insertComments(place);
        page.write("not ");
        Statement first = not.body().getFirst();
        if (!not.explicit() && not.body().size() == 1) {
            operand(first, Brackets.inNot(first));
            return;
        }
        if (first.isUnion()) {
            sheet.parenthesize(first);
        }
        page.write("{");
        bracedBody(not.body(), place);
        if (not.body().getLast().place().row() == place.row()) {
            page.write(" ");
        }
        page.write("}");
    }

    private void operand(Statement statement, boolean parens) {
        if (parens) {
            page.write("(");
        }
        try {
            write(statement);
        } catch (CommentInTheWay e) {
            sheet.damaged();
        }
        if (parens) {
            page.write(")");
        }
    }
}
