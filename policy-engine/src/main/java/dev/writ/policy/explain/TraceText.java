package dev.writ.policy.explain;

import dev.writ.policy.explain.TraceEvent.Kind;
import dev.writ.policy.explain.TraceEvent.ShownValue;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Traces as text, as OPA prints them: the place, the depth by bars, the step and, on request, values. */
public final class TraceText {

    private static final int PADDING = 5;
    private static final int MAX_VALUE = 32;

    private TraceText() {}

    /** The steps that are shown. */
    public static List<TraceEvent> select(List<TraceEvent> events, TraceDetail detail) {
        return switch (detail) {
            case OFF -> List.of();
            case FULL, DEBUG -> events;
            case NOTES -> leadingTo(events, event -> event.kind() == Kind.NOTE);
            case FAILS -> leadingTo(events, event -> event.kind() == Kind.FAIL);
        };
    }

    /** What failed and what {@code trace} says, and the bodies that led there. */
    public static List<TraceEvent> failsAndNotes(List<TraceEvent> events) {
        return leadingTo(events, event -> event.kind() == Kind.FAIL || event.kind() == Kind.NOTE);
    }

    /** Those events, each after the bodies that led to it and were not shown before. */
    private static List<TraceEvent> leadingTo(List<TraceEvent> events, Predicate<TraceEvent> wanted) {
        List<TraceEvent> result = new ArrayList<>();
        Map<Integer, TraceEvent> bodies = new HashMap<>();
        for (TraceEvent event : events) {
            if (wanted.test(event)) {
                List<TraceEvent> path = new ArrayList<>(List.of(event));
                TraceEvent body = bodies.get(event.query());
                while (body != null) {
                    path.add(body);
                    // The outermost body is its own parent.
                    body = body.query() == body.parent() ? null : bodies.get(body.parent());
                }
                result.addAll(path.reversed());
                bodies.clear();
            }
            if (event.body() && (event.kind() == Kind.ENTER || event.kind() == Kind.REDO)) {
                bodies.put(event.query(), event);
            }
        }
        return result;
    }

    /** Lines of a cell for each column: the place, the step and, where they are wanted, values. */
    public static List<List<String>> rows(List<TraceEvent> events, boolean values) {
        Map<Integer, Integer> depths = new HashMap<>();
        List<List<String>> rows = new ArrayList<>();
        for (TraceEvent event : events) {
            int depth = depths.computeIfAbsent(event.query(), query -> depths.getOrDefault(event.parent(), 0) + 1);
            List<String> row = new ArrayList<>(List.of(place(event.place()), step(event, depth)));
            if (values) {
                row.add(values(event.values()));
            }
            rows.add(row);
        }
        return rows;
    }

    /** The text of a trace. */
    public static String of(List<TraceEvent> events, boolean values) {
        return table(rows(events, values), "", "");
    }

    /**
     * Cells in columns.
     *
     * @param before stands before each cell
     * @param end stands at the end of each line
     */
    public static String table(List<List<String>> rows, String before, String end) {
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                out.append(before).append(cell);
                if (i < row.size() - 1) {
                    int column = i;
                    int width = rows.stream()
                            .mapToInt(other -> other.get(column).length())
                            .max()
                            .orElse(0);
                    out.repeat(' ', width + PADDING - cell.length());
                }
            }
            out.append(end).append('\n');
        }
        return out.toString();
    }

    private static String place(Span place) {
        String name = place.file().name();
        return (name.isEmpty() ? "query" : name) + ":" + place.line();
    }

    private static String step(TraceEvent event, int depth) {
        boolean outside = event.body() && (event.kind() == Kind.ENTER || event.kind() == Kind.REDO);
        return "| ".repeat(outside ? depth - 1 : depth) + event.kind().label() + " " + event.text();
    }

    private static String values(List<ShownValue> values) {
        return values.stream()
                .filter(ShownValue::variable)
                .filter(shown -> shown.value() instanceof RegoValue)
                .sorted(Comparator.comparing(ShownValue::text))
                .map(shown -> shown.text() + ": " + cut(shown.value().toString(), MAX_VALUE))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** A text of at most so many characters. */
    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 3) + "...";
    }
}
