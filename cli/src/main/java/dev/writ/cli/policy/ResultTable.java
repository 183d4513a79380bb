package dev.writ.cli.policy;

import dev.writ.policy.QueryResult.Row;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pretty format: one value by itself, or a table with a column for each expression and each variable. Where there are
 * variables, expressions that are truth values are left out.
 */
final class ResultTable {

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
        TextTable table = TextTable.headed(columns.stream().map(Column::header).toArray(String[]::new));
        for (Row row : rows) {
            table.row(columns.stream().map(column -> cell(row, column)).toArray(String[]::new));
        }
        return table.toString();
    }

    /** The expressions in their order, then the variables in that of their names. */
    private static List<Column> columns(Row row) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < row.expressions().size(); i++) {
            if (row.bindings().isEmpty() || !(row.expressions().get(i).value() instanceof RegoBoolean)) {
                columns.add(new Column(row.expressions().get(i).text(), null, i));
            }
        }
        row.bindings().keySet().stream().sorted().forEach(name -> columns.add(new Column(name, name, -1)));
        return columns;
    }

    private static String cell(Row row, Column column) {
        String variable = column.variable();
        RegoValue value = variable == null
                ? row.expressions().get(column.expression()).value()
                : row.bindings().get(variable);
        return value == null ? "" : JsonWriter.compactHtmlSafe(value);
    }
}
