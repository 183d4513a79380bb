package dev.writ.policy.format;

import dev.writ.policy.builtin.golang.GoQuote;
import dev.writ.policy.parse.OpaPlaces.Place;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import java.util.List;

/** Writes terms. */
final class TermLayout {
    private final Sheet sheet;
    private final Page page;
    private final ListLayout lists;
    private final ComprehensionLayout comprehensions;
    private final TemplateLayout templates;

    TermLayout(Sheet sheet) {
        this.sheet = sheet;
        this.page = sheet.page();
        this.lists = new ListLayout(sheet, this);
        StatementLayout statements = new StatementLayout(sheet, this);
        this.comprehensions = statements.comprehensions();
        this.templates = new TemplateLayout(sheet, statements);
        this.statements = statements;
    }

    private final StatementLayout statements;

    StatementLayout statements() {
        return statements;
    }

    /** Writes {@code piece}, or what stood there where its comments have no place in the layout. */
    void write(Piece piece) {
        if (sheet.comments().isEmpty()) {
            write(piece, false);
            return;
        }
        Page.Mark mark = page.mark();
        int comments = sheet.comments().mark();
        try {
            write(piece, false);
        } catch (CommentInTheWay e) {
            page.rewind(mark);
            sheet.comments().rewind(comments);
            forgetCommentInside(piece.place());
            sheet.writeAsItWas(piece.place());
            throw e;
        }
    }

    /** A comment that waits for the end of the line and stands in the text would be written twice. */
    private void forgetCommentInside(Place place) {
        Note waiting = page.waiting();
        if (waiting != null && waiting.row() >= place.row() && waiting.row() <= place.endRow()) {
            page.forgetWaiting();
        }
    }

    /** Writes {@code piece}, in parentheses if it has an operator and {@code parens} asks for it. */
    void write(Piece piece, boolean parens) {
        sheet.insertComments(piece.place());
        page.startLineIfNone();
        switch (piece) {
            case Piece.Name name -> page.write(name.text());
            case Piece.Constant constant -> page.write(constant.text());
            case Piece.Text text -> text(text);
            case Piece.Template template -> templates.write(template);
            case Piece.Path path -> path(path.head(), path.steps());
            case Piece.Call call -> call(call.function(), call.args());
            case Piece.Infix infix -> infix(infix, parens || sheet.isParenthesized(infix));
            case Piece.Sequence sequence -> lists.sequence(sequence);
            case Piece.Entries entries -> lists.entries(entries);
            case Piece.Comprehension comprehension -> comprehensions.write(comprehension);
        }
        page.startLineIfNone();
    }

    private void text(Piece.Text text) {
        Place place = text.place();
        String source = place.text().file().text();
        char last = source.charAt(place.text().end() - 1);
        boolean quoted = last == '"' || last == '`' || place.startsWith('`');
        page.write(quoted ? text.written() : GoQuote.quote(text.value()));
    }

    /** A reference: names behind points, everything else in brackets. */
    void path(Piece head, List<Piece> steps) {
        boolean call = head instanceof Piece.Call || head instanceof Piece.Infix;
        write(head, call && head.place().startsWith('('));
        for (Piece step : steps) {
            switch (step) {
                case Piece.Text text -> page.write(step(text));
                case Piece.Name name -> page.write("[" + name.text() + "]");
                case Piece.Constant s -> bracketed(s);
                case Piece.Template s -> bracketed(s);
                case Piece.Path s -> bracketed(s);
                case Piece.Call s -> bracketed(s);
                case Piece.Infix s -> bracketed(s);
                case Piece.Sequence s -> bracketed(s);
                case Piece.Entries s -> bracketed(s);
                case Piece.Comprehension s -> bracketed(s);
            }
        }
    }

    private void bracketed(Piece step) {
        page.write("[");
        try {
            write(step);
        } catch (CommentInTheWay e) {
            // The bracket must not become a part of the comment.
            page.write("\n");
        }
        page.write("]");
    }

    private String step(Piece.Text text) {
        return step(text, sheet.style());
    }

    static String step(Piece.Text text, Style style) {
        return needsBrackets(text, style) ? "[" + GoQuote.quote(text.value()) + "]" : "." + text.value();
    }

    private static boolean needsBrackets(Piece.Text text, Style style) {
        String name = text.value();
        if (!isName(name)) {
            return true;
        }
        return style.keywords().contains(name)
                && (!style.keywordsInPaths() || text.place().startsWith('"'));
    }

    static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i);
            boolean letter = c == '_' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
            if (!letter && (i == 0 || !isDigit(c))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    void call(Piece.Path function, List<Piece> args) {
        path(function.head(), function.steps());
        page.write("(");
        try {
            lists.arguments(args, function.place());
        } finally {
            page.write(")");
        }
    }

    private void infix(Piece.Infix infix, boolean parens) {
        if (infix.operator().isMembership()) {
            membership(infix, true);
            return;
        }
        if (!hasItsOperands(infix)) {
            return;
        }
        if (parens) {
            page.write("(");
        }
        write(infix.operands().get(0), true);
        page.write(" " + infix.operator().symbol() + " ");
        write(infix.operands().get(1), true);
        if (parens) {
            page.write(")");
        }
    }

    /** False, with an error, where a function that is an operator was called with another number of operands. */
    boolean hasItsOperands(Piece.Infix infix) {
        if (infix.operands().size() == infix.operator().arity()) {
            return true;
        }
        report(infix);
        return false;
    }

    void report(Piece.Infix infix) {
        sheet.errors()
                .add(Diagnostic.error(
                        DiagnosticCode.TYPE,
                        infix.operatorPlace().text(),
                        "`" + infix.operator().function() + "`: arity mismatch",
                        "it takes " + infix.operator().arity() + " operands"));
    }

    /** {@code value in collection}; with a key it needs parentheses in other terms. */
    void membership(Piece.Infix infix, boolean nested) {
        if (!hasItsOperands(infix)) {
            return;
        }
        List<Piece> operands = infix.operands();
        boolean parens = nested && (operands.size() == 3 || sheet.isCareful());
        if (parens) {
            page.write("(");
        }
        try {
            for (int i = 0; i < operands.size(); i++) {
                boolean last = i == operands.size() - 1;
                if (i > 0) {
                    page.write(last ? " in " : ", ");
                }
                write(operands.get(i), true);
            }
        } finally {
            if (parens) {
                page.write(")");
            }
        }
    }
}
