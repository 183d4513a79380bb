package dev.writ.policy.format;

import dev.writ.policy.parse.OpaPlaces.Place;
import java.util.List;

/** Writes comprehensions and what else has a body in brackets: on one line where all of it stood on one. */
final class ComprehensionLayout {
    private final Sheet sheet;
    private final Page page;
    private final TermLayout terms;
    private final StatementLayout statements;

    ComprehensionLayout(Sheet sheet, TermLayout terms, StatementLayout statements) {
        this.sheet = sheet;
        this.page = sheet.page();
        this.terms = terms;
        this.statements = statements;
    }

    void write(Piece.Comprehension comprehension) {
        char open = comprehension.isArray() ? '[' : '{';
        char close = comprehension.isArray() ? ']' : '}';
        page.write(String.valueOf(open));
        try {
            inside(comprehension, open, close);
        } finally {
            page.write(String.valueOf(close));
        }
    }

    private void inside(Piece.Comprehension comprehension, char open, char close) {
        Place place = comprehension.place();
        Piece element = comprehension.element();
        Piece key = comprehension.key();
        if (key != null) {
            key(key);
            // The value follows its key on the line, wherever it stood.
            Place own = element.place();
            element = Relocated.at(new Place(own.text(), place.row(), own.column()), element);
        }
        if (element.place().row() > place.row()) {
            page.endLine();
            page.startLine();
        }
        boolean parens = Piece.isUnion(element) || element.place().startsWith('(');
        terms.write(element, parens);
        page.write(" |");
        body(open, close, comprehension.body(), element.place().row(), place);
    }

    private void key(Piece key) {
        boolean parens = Piece.isUnion(key);
        if (parens) {
            page.write("(");
        }
        terms.write(key);
        if (parens) {
            page.write(")");
        }
        page.write(": ");
    }

    /**
     * The statements of a body.
     *
     * @param row where it may start to stay on the line
     * @param whole what the closing bracket is looked for in
     */
    void body(char open, char close, List<Statement> body, int row, Place whole) {
        boolean tall = body.getFirst().place().row() > row || hasLines(body);
        if (!tall) {
            page.write(" ");
            for (int i = 0; i < body.size(); i++) {
                if (i > 0) {
                    page.write("; ");
                }
                statements.write(body.get(i));
            }
            sheet.insertComments(Rows.closing(open, close, whole));
            return;
        }
        page.endLine();
        page.indent();
        try {
            statements.body(body);
            sheet.insertComments(Rows.closing(open, close, whole));
        } finally {
            page.outdent();
            page.startLine();
        }
    }

    private static boolean hasLines(List<Statement> body) {
        int first = body.getFirst().place().row();
        return body.stream().anyMatch(statement -> statement.place().row() != first) && !Doubt.inBody(body);
    }
}
