package dev.writ.policy.explain;

import dev.writ.policy.explain.TraceEvent.Kind;
import dev.writ.policy.explain.TraceEvent.ShownValue;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The expression that failed last, with arrows from its parts to their values. */
public final class FailureLine {

    private static final int MAX_VALUE = 64;
    private static final int QUERY = 0;

    /** A part of the expression, by its column. */
    private record Part(int column, String text, String value) {}

    private FailureLine() {}

    /** The lines: the place, then the expression and its values, two blanks to the right; none where nothing failed. */
    public static List<String> of(List<TraceEvent> events) {
        return events.reversed().stream()
                .filter(event -> event.kind() == Kind.FAIL && event.query() != QUERY)
                .filter(event -> !event.text().startsWith("every "))
                .findFirst()
                .map(FailureLine::of)
                .orElse(List.of());
    }

    private static List<String> of(TraceEvent failed) {
        Span place = failed.place();
        List<String> lines = new ArrayList<>();
        lines.add(place.file().name() + ":" + place.line() + ":");
        String margin = margin(place, place.column());
        List<String> shown = new ArrayList<>(List.of((margin + place.text()).split("\n", -1)));
        List<Part> parts = parts(failed);
        if (!parts.isEmpty()) {
            shown.add(arrows(parts, -1, place));
            for (int i = parts.size() - 1; i >= 0; i--) {
                shown.add(arrows(parts, i, place));
            }
        }
        shown.forEach(line -> lines.add("  " + line));
        return lines;
    }

    private static List<Part> parts(TraceEvent failed) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (ShownValue shown : failed.values()) {
            if (shown.place().line() == failed.place().line()) {
                String text = shown.place().text();
                String value = shown.value() instanceof RegoValue known ? known.toString() : "undefined";
                parts.putIfAbsent(text, new Part(shown.place().column(), text, TraceText.cut(value, MAX_VALUE)));
            }
        }
        return parts.values().stream()
                .sorted(Comparator.comparingInt(Part::column).thenComparing(Part::text))
                .toList();
    }

    /** A line with a bar for each column up to that of one part, and its value there; bars alone for a negative one. */
    private static String arrows(List<Part> parts, int valueOf, Span place) {
        int last = valueOf < 0 ? parts.size() - 1 : valueOf;
        StringBuilder line = new StringBuilder();
        int column = 1;
        for (int i = 0; i <= last; i++) {
            Part part = parts.get(i);
            boolean shared = i + 1 < parts.size() && parts.get(i + 1).column() == part.column();
            if (i < last && shared) {
                continue;
            }
            line.append(margin(place, part.column()).substring(column - 1));
            if (i == valueOf) {
                boolean alone = !shared && (i == 0 || parts.get(i - 1).column() != part.column());
                return line.append(alone ? "" : part.text() + ": ")
                        .append(part.value())
                        .toString();
            }
            line.append('|');
            column = part.column() + 1;
        }
        return line.toString();
    }

    /** Blanks up to a column of the line, with tabs where the line has some. */
    private static String margin(Span place, int column) {
        SourceFile file = place.file();
        String text = file.lineText(place.line());
        StringBuilder margin = new StringBuilder();
        for (int i = 0; i < column - 1; i++) {
            margin.append(i < text.length() && text.charAt(i) == '\t' ? '\t' : ' ');
        }
        return margin.toString();
    }
}
