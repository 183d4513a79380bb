package dev.writ.cli.policy;

import dev.writ.policy.QueryResult.ExpressionValue;
import dev.writ.policy.QueryResult.Row;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.stream.Collectors;

/** The results of a query in the formats of {@code opa eval}. */
final class ResultText {

    private ResultText() {}

    static String of(List<Row> rows, EvalCommand.Format format) {
        return switch (format) {
            case JSON -> new OrderedJson().put("result", rows(rows)) + "\n";
            case PRETTY -> ResultTable.of(rows);
            case VALUES -> lines(rows, row -> JsonWriter.pretty(values(row)));
            case BINDINGS -> lines(rows, row -> JsonWriter.pretty(RegoObject.of(row.bindings())));
            case RAW -> lines(rows, ResultText::raw);
            case DISCARD, SOURCE -> "";
        };
    }

    private interface RowText {
        String of(Row row);
    }

    private static String lines(List<Row> rows, RowText text) {
        return rows.stream().map(row -> text.of(row) + "\n").collect(Collectors.joining());
    }

    static List<OrderedJson> rows(List<Row> rows) {
        return rows.stream().map(ResultText::row).toList();
    }

    private static OrderedJson row(Row row) {
        OrderedJson json = new OrderedJson()
                .put(
                        "expressions",
                        row.expressions().stream().map(ResultText::expression).toList());
        if (!row.bindings().isEmpty()) {
            json.put("bindings", RegoObject.of(row.bindings()));
        }
        return json;
    }

    private static OrderedJson expression(ExpressionValue expression) {
        return new OrderedJson()
                .put("value", expression.value())
                .put("text", expression.text())
                .put("location", new OrderedJson().put("row", expression.row()).put("col", expression.column()));
    }

    private static RegoArray values(Row row) {
        return RegoArray.of(
                row.expressions().stream().map(ExpressionValue::value).toList());
    }

    private static String raw(Row row) {
        return row.expressions().stream()
                .map(expression -> raw(expression.value()))
                .collect(Collectors.joining(" "));
    }

    private static String raw(RegoValue value) {
        return value instanceof RegoString string ? string.value() : JsonWriter.compactHtmlSafe(value);
    }
}
