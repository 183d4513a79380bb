package dev.writ.policy.format;

import java.util.List;

/** Writes the heads of rules. */
final class HeadLayout {
    private final Sheet sheet;
    private final Page page;
    private final TermLayout terms;
    private final ListLayout lists;

    HeadLayout(Sheet sheet, TermLayout terms) {
        this.sheet = sheet;
        this.page = sheet.page();
        this.terms = terms;
        this.lists = new ListLayout(sheet, terms);
    }

    void write(Clause clause) {
        Clause.Heading head = clause.heading();
        List<Piece> path = head.path();
        if (sheet.style().longNames() || path.size() == 1) {
            terms.path(path.getFirst(), path.subList(1, path.size()));
        } else if (hasCommentAtKey(path)) {
            sheet.writeAsItWas(head.place());
            return;
        } else {
            page.write(PieceText.of(path.getFirst()) + "[" + PieceText.of(path.get(1)) + "]");
        }
        if (!head.args().isEmpty()) {
            args(head);
        }
        Piece key = head.key();
        Piece value = head.value();
        if (key != null && value == null) {
            member(key);
        }
        if (value != null && needsValue(clause)) {
            page.write(head.assign() || sheet.style().isV1() ? " := " : " = ");
            terms.write(value);
        }
    }

    private boolean hasCommentAtKey(List<Piece> path) {
        Note next = sheet.comments().peek();
        return next != null && next.row() == path.get(1).place().row();
    }

    private void args(Clause.Heading head) {
        page.write("(");
        try {
            lists.parameters(head.args(), head.place());
        } finally {
            page.write(")");
        }
    }

    private void member(Piece key) {
        boolean contains = sheet.style().withContains();
        page.write(contains ? " contains " : "[");
        terms.write(key);
        if (!contains) {
            page.write("]");
        }
    }

    private boolean needsValue(Clause clause) {
        Clause.Heading head = clause.heading();
        boolean constant = clause.isConstant();
        if (head.key() == null && head.isTrue() && !constant && !clause.isDefault()) {
            return false;
        }
        boolean written = sheet.style().isV1()
                && constant
                && head.key() == null
                && head.args().isEmpty();
        return !head.implied() || !head.isTrue() || written;
    }
}
