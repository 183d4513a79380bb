package dev.writ.policy.format;

import dev.writ.policy.parse.OpaPlaces.Place;
import java.util.List;

/** Writes rules with their alternatives. */
final class RuleLayout {
    private final Sheet sheet;
    private final Page page;
    private final StatementLayout statements;
    private final HeadLayout heads;

    RuleLayout(Sheet sheet) {
        this.sheet = sheet;
        this.page = sheet.page();
        TermLayout terms = new TermLayout(sheet);
        this.statements = terms.statements();
        this.heads = new HeadLayout(sheet, terms);
    }

    /** Whether a rule that stands on one line may be followed by another one without an empty line between them. */
    boolean isOneLiner(Clause clause) {
        return clause.body().size() == 1
                && !clause.isDefault()
                && clause.next() == null
                && !clause.body().getFirst().isSet()
                && usesIf(clause);
    }

    private boolean usesIf(Clause clause) {
        Style style = sheet.style();
        boolean expressible = style.withContains() || clause.heading().value() != null;
        return expressible && (style.isV1() || style.withIf());
    }

    void write(Clause clause) {
        if (!clause.isElse()) {
            page.startLine();
        }
        if (clause.isDefault()) {
            page.write("default ");
        }
        boolean constant = clause.isConstant();
        sheet.keepCommentBehindRawText(constant);
        boolean inTheWay = !writeHead(clause);
        if (constant) {
            page.endLine();
            return;
        }
        sheet.keepCommentBehindRawText(true);
        if (usesIf(clause)) {
            page.write(" if");
            if (fitsBehindHead(clause)) {
                page.write(" ");
                writeOnLine(clause.body().getFirst());
                page.endLine();
                writeNext(clause);
                return;
            }
        }
        block(clause, inTheWay);
        writeNext(clause);
    }

    /** False where a comment was in the way. */
    private boolean writeHead(Clause clause) {
        try {
            heads.write(clause);
            return true;
        } catch (CommentInTheWay e) {
            sheet.damaged();
            return false;
        }
    }

    private static boolean fitsBehindHead(Clause clause) {
        Statement first = clause.body().getFirst();
        return clause.body().size() == 1
                && first.place().row() == clause.heading().place().endRow()
                && !first.isSet();
    }

    private void writeOnLine(Statement statement) {
        try {
            statements.write(statement);
        } catch (CommentInTheWay e) {
            sheet.damaged();
        }
    }

    private void block(Clause clause, boolean inTheWay) {
        if (inTheWay && !sheet.comments().isEmpty()) {
            page.write(" { ");
        } else {
            page.write(" {");
            page.endLine();
        }
        if (usesIf(clause) && !clause.isElse()) {
            Brackets.markLeadingUnion(clause.body().getFirst(), sheet);
        }
        page.indent();
        try {
            statements.body(clause.body());
        } catch (CommentInTheWay e) {
            sheet.damaged();
        }
        sheet.insertComments(closingRow(clause));
        page.outdent();
        page.startLine();
        page.write("}");
    }

    private static int closingRow(Clause clause) {
        Place place = clause.place();
        if (!clause.heading().args().isEmpty()) {
            return Rows.closingBehind('(', ')', '{', '}', place);
        }
        return clause.heading().key() == null
                ? Rows.closing('{', '}', place)
                : Rows.closingBehind('[', ']', '{', '}', place);
    }

    private void writeNext(Clause clause) {
        Clause next = clause.next();
        if (next == null) {
            return;
        }
        boolean commentAbove = hasCommentAbove(next.heading().place().row());
        boolean behindBrace = followsOnItsLine(clause, next);
        if (!commentAbove && behindBrace) {
            page.write(" ");
        } else {
            page.blankLine();
            page.startLine();
        }
        sheet.insertComments(next.heading().place());
        if (commentAbove && !behindBrace) {
            page.startLine();
        }
        write(next);
    }

    private boolean hasCommentAbove(int row) {
        Note note = sheet.comments().peek();
        return (note != null && note.row() < row) || page.waiting() != null;
    }

    /** True if anything stands before {@code else} on its line, which is looked for in the text of the rule. */
    private static boolean followsOnItsLine(Clause clause, Clause next) {
        List<String> lines = List.of(clause.place().text().text().split("\n", -1));
        int line = next.place().row() - clause.place().row();
        return line > 0 && line < lines.size() && !lines.get(line).strip().startsWith("else");
    }
}
