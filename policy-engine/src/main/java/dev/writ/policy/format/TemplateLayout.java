package dev.writ.policy.format;

import dev.writ.policy.builtin.golang.GoQuote;
import java.util.List;

/** Writes template strings. */
final class TemplateLayout {
    private final Sheet sheet;
    private final Page page;
    private final StatementLayout statements;

    TemplateLayout(Sheet sheet, StatementLayout statements) {
        this.sheet = sheet;
        this.page = sheet.page();
        this.statements = statements;
    }

    void write(Piece.Template template) {
        String quote = template.raw() ? "`" : "\"";
        page.write("$" + quote);
        List<Piece.TemplatePiece> parts = template.parts();
        for (int i = 0; i < parts.size(); i++) {
            switch (parts.get(i)) {
                case Piece.PlainText text -> page.write(text(text.text(), template.raw()));
                case Piece.ConstantHole hole -> page.write(constant(hole.constant(), template.raw()));
                case Piece.Hole hole ->
                    hole(hole, i + 1 < parts.size() ? parts.get(i + 1).place().row() : Rows.NOWHERE);
            }
        }
        page.write(quote);
    }

    private static String constant(Piece constant, boolean raw) {
        return switch (constant) {
            case Piece.Text text -> text(text.value(), raw);
            case Piece.Constant value -> value.text();
            default -> throw new IllegalStateException("no constant");
        };
    }

    private static String text(String text, boolean raw) {
        if (raw) {
            return withEscapedBraces(text);
        }
        String quoted = withEscapedBraces(GoQuote.quote(text));
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String withEscapedBraces(String text) {
        StringBuilder out = new StringBuilder(text.length() + 4);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' && (i == 0 || text.charAt(i - 1) != '\\')) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }

    private void hole(Piece.Hole hole, int nextRow) {
        page.write("{");
        page.indent();
        if (page.waiting() != null) {
            page.endLine();
            page.startLine();
        } else {
            List<Note> before = sheet.comments().takeBefore(hole.place().row());
            if (!before.isEmpty()) {
                page.write(" ");
                page.continueLine();
                sheet.writeComments(before);
            }
        }
        statements.write(hole.statement());
        List<Note> behind = sheet.comments().takeBefore(nextRow);
        if (!behind.isEmpty()) {
            page.endLine();
            sheet.writeComments(behind);
            page.startLine();
        }
        page.write("}");
        page.outdent();
    }
}
