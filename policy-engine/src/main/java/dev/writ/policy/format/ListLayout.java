package dev.writ.policy.format;

import dev.writ.policy.parse.OpaPlaces.Place;
import java.util.ArrayList;
import java.util.List;

/** Writes what stands in a row, separated by commas: on the lines on which it stood. */
final class ListLayout {
    private final Sheet sheet;
    private final Page page;
    private final TermLayout terms;

    ListLayout(Sheet sheet, TermLayout terms) {
        this.sheet = sheet;
        this.page = sheet.page();
        this.terms = terms;
    }

    /**
     * One element of a list.
     *
     * @param first what it starts with
     * @param believed whether its place says something
     */
    private record Item(Piece first, boolean believed, Runnable writing) {
        Place place() {
            return first.place();
        }
    }

    /** The arguments of a function whose name stands at {@code function}. */
    void arguments(List<Piece> args, Place function) {
        write(items(args, false), function, closing('(', ')', function));
    }

    /** The parameters of a function whose head stands at {@code head}. */
    void parameters(List<Piece> args, Place head) {
        write(items(args, false), head, closing('(', ')', head));
    }

    /** The row of the closing bracket, which matters where a comment stands before it. */
    private int closing(char open, char close, Place place) {
        Note next = sheet.comments().peek();
        return next == null || next.row() > place.endRow() ? Rows.NOWHERE : Rows.closing(open, close, place);
    }

    void sequence(Piece.Sequence sequence) {
        Place place = sequence.place();
        if (sequence.isSet() && sequence.elements().isEmpty()) {
            page.write("set()");
            sheet.insertComments(Rows.closing('(', ')', place));
            return;
        }
        char open = sequence.isSet() ? '{' : '[';
        char close = sequence.isSet() ? '}' : ']';
        page.write(String.valueOf(open));
        try {
            write(items(sequence.elements(), true), place, closing(open, close, place));
        } finally {
            page.write(String.valueOf(close));
        }
    }

    void entries(Piece.Entries entries) {
        List<Item> items = new ArrayList<>();
        for (Piece.Entry entry : entries.entries()) {
            items.add(new Item(entry.key(), true, () -> entry(entry)));
        }
        page.write("{");
        try {
            write(items, entries.place(), closing('{', '}', entries.place()));
        } finally {
            page.write("}");
        }
    }

    private List<Item> items(List<Piece> pieces, boolean unionInParens) {
        List<Item> items = new ArrayList<>();
        for (Piece piece : pieces) {
            items.add(new Item(piece, !Doubt.in(piece), () -> element(piece, unionInParens)));
        }
        return items;
    }

    private void element(Piece piece, boolean unionInParens) {
        boolean parens = Piece.isUnion(piece) && (unionInParens || piece.place().startsWith('('));
        if (parens) {
            page.write("(");
        }
        try {
            terms.write(piece);
        } finally {
            if (parens) {
                page.write(")");
            }
        }
    }

    private void entry(Piece.Entry entry) {
        boolean keyInParens = Piece.isUnion(entry.key());
        if (keyInParens) {
            page.write("(");
        }
        terms.write(entry.key());
        if (keyInParens) {
            page.write(")");
        }
        page.write(": ");
        element(entry.value(), true);
    }

    private void write(List<Item> given, Place list, int closing) {
        List<List<Item>> lines = lines(given, list);
        boolean oneLine = lines.size() == 1;
        if (oneLine && sheet.comments().anyBetween(list.row(), closing)) {
            throw new CommentInTheWay();
        }
        boolean tall = !oneLine || startsOnNextLine(given, list);
        if (tall) {
            page.delay();
            page.endLine();
            page.indent();
            page.startLine();
        }
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                page.write(",");
                page.endLine();
                page.startLine();
            }
            line(lines.get(i));
        }
        if (tall) {
            page.write(",");
            page.endLine();
            sheet.insertComments(closing);
            page.outdent();
            page.startLine();
        }
    }

    private void line(List<Item> items) {
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                page.write(", ");
            }
            items.get(i).writing().run();
        }
    }

    /** True if a line breaks before the first element, wherever its text is found first. */
    private static boolean startsOnNextLine(List<Item> items, Place list) {
        if (items.isEmpty()) {
            return false;
        }
        String source = list.text().file().text();
        int first = source.indexOf('\n', list.text().start());
        if (first < 0 || first >= list.text().end()) {
            return false;
        }
        String text = list.text().text();
        int cut = text.indexOf(items.getFirst().place().text().text());
        int newline = text.indexOf('\n');
        return cut > 0 && newline > 0 && newline < cut;
    }

    /** The elements in the order of the text, those of one line together. */
    private static List<List<Item>> lines(List<Item> items, Place list) {
        if (!items.stream().allMatch(Item::believed)) {
            return List.of(items);
        }
        if (items.size() > 1) {
            items.sort((a, b) -> Rows.ORDER.compare(a.place(), b.place()));
        }
        List<List<Item>> lines = new ArrayList<>();
        List<Item> line = new ArrayList<>();
        int row = list.row();
        for (Item item : items) {
            if (item.place().row() > row && !line.isEmpty()) {
                lines.add(line);
                line = new ArrayList<>();
            }
            row = item.place().row();
            line.add(item);
        }
        lines.add(line);
        return lines;
    }
}
