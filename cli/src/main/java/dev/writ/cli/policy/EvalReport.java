package dev.writ.cli.policy;

import dev.writ.policy.explain.Profile;
import dev.writ.policy.explain.TraceEvent;
import dev.writ.policy.explain.TraceText;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code eval} prints.
 *
 * @param outcomes the runs, at least one; the result is that of the first
 * @param measure what is measured
 * @param values whether steps are shown with values
 */
record EvalReport(List<EvalRun.Outcome> outcomes, MeasureOptions measure, boolean values) {

    private EvalRun.Outcome first() {
        return outcomes.getFirst();
    }

    String json(EvalCommand.Format format) {
        OrderedJson json = new OrderedJson();
        if (!first().errors().isEmpty()) {
            json.put("errors", Findings.members(first().errors()));
        }
        if (!first().rows().isEmpty()) {
            if (format == EvalCommand.Format.DISCARD) {
                json.put("result", "discarded");
            } else {
                json.put("result", ResultText.rows(first().rows()));
            }
        }
        boolean repeated = outcomes.size() > 1;
        if (measure.metrics()) {
            json.put(repeated ? "aggregated_metrics" : "metrics", metrics());
        }
        if (!first().steps().isEmpty()) {
            json.put(
                    "explanation",
                    first().steps().stream().map(EvalReport::step).toList());
        }
        if (measure.profile()) {
            List<List<Profile.Line>> lines = profiles();
            json.put(
                    repeated ? "aggregated_profile" : "profile",
                    repeated ? ProfileText.aggregated(lines) : ProfileText.json(lines.getFirst()));
        }
        first().coverage().ifPresent(report -> json.put("coverage", JsonReader.read(report.json())));
        return json + "\n";
    }

    private static OrderedJson step(TraceEvent event) {
        return new OrderedJson()
                .put("Op", event.kind().label())
                .put("Text", event.text())
                .put("Location", Findings.location(event.place()))
                .put("QueryID", event.query())
                .put("ParentID", event.parent());
    }

    private RegoObject metrics() {
        return outcomes.size() > 1
                ? Metrics.aggregated(
                        outcomes.stream().map(EvalRun.Outcome::metrics).toList())
                : first().metrics().json();
    }

    /** The lines that are shown, of each run. */
    private List<List<Profile.Line>> profiles() {
        List<List<Profile.Line>> all = new ArrayList<>();
        all.add(measure.shown(first().profile()));
        outcomes.subList(1, outcomes.size()).forEach(outcome -> all.add(outcome.profile()));
        return all;
    }

    /** What goes to standard error where the format is not JSON. */
    String errors() {
        return first().errors().isEmpty() ? "" : Findings.text(first().errors());
    }

    String text(EvalCommand.Format format) {
        boolean pretty = format == EvalCommand.Format.PRETTY;
        StringBuilder out = new StringBuilder();
        if (pretty) {
            out.append(TraceText.of(first().steps(), values));
        }
        if (first().errors().isEmpty()) {
            out.append(ResultText.of(first().rows(), format));
        }
        if (pretty) {
            tables(out);
        }
        return out.toString();
    }

    /** What was measured: a table of times, one of lines, and the part of the lines that were evaluated. */
    private void tables(StringBuilder out) {
        boolean repeated = outcomes.size() > 1;
        if (measure.metrics()) {
            out.append(repeated ? aggregatedTable() : table());
        }
        if (measure.profile()) {
            List<List<Profile.Line>> lines = profiles();
            out.append(repeated ? ProfileText.aggregatedTable(lines) : ProfileText.table(lines.getFirst()));
        }
        first().coverage().ifPresent(report -> {
            String text = String.format(Locale.ROOT, "%.2f", report.coverage());
            out.append(TextTable.plain().row("Overall Coverage", text));
        });
    }

    private TextTable table() {
        TextTable table = TextTable.headed("Metric", "Value");
        metrics().forEach((name, value) -> table.row(text(name), value.toString()));
        return table;
    }

    private TextTable aggregatedTable() {
        TextTable table = TextTable.headed("Metric", "Min", "Max", "Mean", "90%", "99%");
        metrics().forEach((name, value) -> {
            if (value instanceof RegoObject numbers) {
                List<String> cells = new ArrayList<>(List.of(text(name)));
                for (String column : List.of("min", "max", "mean", "90%", "99%")) {
                    cells.add(numbers.get(column) instanceof RegoNumber number ? number.toString() : "");
                }
                table.row(cells.toArray(String[]::new));
            }
        });
        return table;
    }

    private static String text(RegoValue name) {
        return name instanceof RegoString string ? string.value() : name.toString();
    }
}
