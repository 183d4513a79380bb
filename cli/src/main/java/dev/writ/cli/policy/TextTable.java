package dev.writ.cli.policy;

import java.util.ArrayList;
import java.util.List;

/** A table of text with lines around it, as OPA draws one: headers centred, cells to the left. */
final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean header;

    private TextTable(boolean header) {
        this.header = header;
    }

    /** A table whose first row is a header. */
    static TextTable headed(String... names) {
        TextTable table = new TextTable(true);
        table.rows.add(List.of(names));
        return table;
    }

    /** A table without a header. */
    static TextTable plain() {
        return new TextTable(false);
    }

    TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** A row of several lines, apart from the rows before it. */
    TextTable block(String name, String text) {
        if (!rows.isEmpty()) {
            rows.add(List.of());
        }
        String label = name;
        for (String line : text.split("\n", -1)) {
            rows.add(List.of(label, line));
            label = "";
        }
        return this;
    }

    /** Whether there is nothing but a header. */
    boolean isEmpty() {
        return rows.size() == (header ? 1 : 0);
    }

    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        StringBuilder out = new StringBuilder();
        rule(out, widths, "┌┬┐");
        for (int line = 0; line < rows.size(); line++) {
            if (rows.get(line).isEmpty()) {
                rule(out, widths, "├┼┤");
                continue;
            }
            for (int i = 0; i < columns; i++) {
                String text = rows.get(line).get(i);
                int missing = widths[i] - width(text);
                int left = header && line == 0 ? missing / 2 : 0;
                out.append("│ ")
                        .repeat(' ', left)
                        .append(text)
                        .repeat(' ', missing - left)
                        .append(' ');
            }
            out.append("│\n");
            if (header && line == 0) {
                rule(out, widths, "├┼┤");
            }
        }
        rule(out, widths, "└┴┘");
        return out.toString();
    }

    private static void rule(StringBuilder out, int[] widths, String corners) {
        for (int i = 0; i < widths.length; i++) {
            out.append(corners.charAt(i == 0 ? 0 : 1)).repeat('─', widths[i] + 2);
        }
        out.append(corners.charAt(2)).append('\n');
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
