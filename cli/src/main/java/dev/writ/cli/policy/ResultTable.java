package dev.writ.cli.policy;

import dev.writ.policy.QueryResult.Row;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pretty format: one value by itself, or a table with a column for each variable and each expression that is no truth value. */
final class ResultTable {

    private static final int MAX_CELL = 80;

    /** A column: a variable, or an expression by its position. */
    private record Column(String header, @Nullable String variable, int expression) {}

    private ResultTable() {}

    static String of(List<Row> rows) {
        if (rows.isEmpty()) {
            return "undefined\n";
        }
        Row first = rows.getFirst();
        boolean single = rows.size() == 1
                && first.bindings().isEmpty()
                && (first.expressions().size() == 1
                        || first.expressions().stream().allMatch(e -> e.value() instanceof RegoBoolean));
        if (single) {
            return JsonWriter.pretty(first.expressions().getFirst().value()) + "\n";
        }
        List<Column> columns = columns(first);
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns.stream().map(Column::header).toList());
        for (Row row : rows) {
            cells.add(columns.stream().map(column -> cell(row, column)).toList());
        }
        return draw(cells, columns.size());
    }

    private static List<Column> columns(Row row) {
        List<Column> columns = new ArrayList<>();
        row.bindings().keySet().forEach(name -> columns.add(new Column(name, name, -1)));
        for (int i = 0; i < row.expressions().size(); i++) {
            if (!(row.expressions().get(i).value() instanceof RegoBoolean)) {
                columns.add(new Column(row.expressions().get(i).text(), null, i));
            }
        }
        columns.sort(Comparator.comparing(Column::header));
        return columns;
    }

    private static String cell(Row row, Column column) {
        String variable = column.variable();
        RegoValue value = variable == null
                ? row.expressions().get(column.expression()).value()
                : row.bindings().get(variable);
        String text = value == null ? "" : JsonWriter.compactHtmlSafe(value);
        return text.length() > MAX_CELL ? text.substring(0, MAX_CELL) + "..." : text;
    }

    private static String draw(List<List<String>> cells, int columns) {
        int[] widths = new int[columns];
        for (List<String> line : cells) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
        }
        StringBuilder out = new StringBuilder();
        rule(out, widths, "┌┬┐");
        for (int line = 0; line < cells.size(); line++) {
            for (int i = 0; i < columns; i++) {
                String text = cells.get(line).get(i);
                int missing = widths[i] - width(text);
                int left = line == 0 ? missing / 2 : 0;
                out.append("│ ")
                        .repeat(' ', left)
                        .append(text)
                        .repeat(' ', missing - left)
                        .append(' ');
            }
            out.append("│\n");
            if (line == 0) {
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
