package dev.writ.cli.policy;

import dev.writ.policy.builtin.golang.GoDuration;
import dev.writ.policy.explain.Profile;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Profiles of one or several runs, as OPA prints them. */
final class ProfileText {

    private ProfileText() {}

    static List<OrderedJson> json(List<Profile.Line> lines) {
        return lines.stream()
                .map(line -> counts(new OrderedJson().put("total_time_ns", line.nanos()), line))
                .toList();
    }

    /** The lines of the first run, with how their times are distributed over all. */
    static List<OrderedJson> aggregated(List<List<Profile.Line>> runs) {
        List<OrderedJson> json = new ArrayList<>();
        for (Profile.Line line : runs.getFirst()) {
            json.add(counts(new OrderedJson().put("total_time_ns_stats", times(line, runs)), line));
        }
        return json;
    }

    private static RegoObject times(Profile.Line line, List<List<Profile.Line>> runs) {
        return Distribution.of(runs.stream()
                .map(run -> run.stream()
                        .filter(other -> other.place()
                                        .file()
                                        .name()
                                        .equals(line.place().file().name())
                                && other.place().line() == line.place().line())
                        .findFirst()
                        .map(Profile.Line::nanos)
                        .orElse(0L))
                .toList());
    }

    private static OrderedJson counts(OrderedJson json, Profile.Line line) {
        return json.put("num_eval", line.evaluated())
                .put("num_redo", line.redone())
                .put("num_gen_expr", line.expressions())
                .put("location", Findings.location(line.place()));
    }

    static String table(List<Profile.Line> lines) {
        TextTable table = TextTable.headed("Time", "Num Eval", "Num Redo", "Num Gen Expr", "Location");
        lines.forEach(line -> table.row(cells(GoDuration.format(line.nanos()), line)));
        return table.toString();
    }

    static String aggregatedTable(List<List<Profile.Line>> runs) {
        TextTable table = TextTable.headed(
                "Min", "Max", "Mean", "90%", "99%", "Num Eval", "Num Redo", "Num Gen Expr", "Location");
        for (Profile.Line line : runs.getFirst()) {
            RegoObject times = times(line, runs);
            List<String> cells = new ArrayList<>();
            for (String name : List.of("min", "max", "mean", "90%", "99%")) {
                cells.add(duration(times.get(name)));
            }
            cells.addAll(List.of(cells("", line)).subList(1, 5));
            table.row(cells.toArray(String[]::new));
        }
        return table.toString();
    }

    private static String duration(@Nullable RegoValue nanos) {
        return GoDuration.format((long) Double.parseDouble(String.valueOf(nanos)));
    }

    private static String[] cells(String time, Profile.Line line) {
        String file = line.place().file().name();
        return new String[] {
            time,
            String.valueOf(line.evaluated()),
            String.valueOf(line.redone()),
            String.valueOf(line.expressions()),
            file.isEmpty() ? line.place().text() : file + ":" + line.place().line()
        };
    }
}
