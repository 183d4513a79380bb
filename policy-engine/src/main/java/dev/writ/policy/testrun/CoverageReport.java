package dev.writ.policy.testrun;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.JsonWriter;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much of some files was evaluated, in the form of {@code opa test --coverage}.
 *
 * @param files the files, by name
 * @param hasConditions whether it was watched which conditions held, and which did not
 */
public record CoverageReport(List<FileReport> files, boolean hasConditions) {

    public CoverageReport {
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param name its name
     * @param covered what was evaluated, by place
     * @param notCovered what was not
     * @param conditions the expressions of its bodies; empty where they were not watched
     */
    public record FileReport(String name, List<Span> covered, List<Span> notCovered, List<Condition> conditions) {
        public FileReport {
            covered = List.copyOf(covered);
            notCovered = List.copyOf(notCovered);
            conditions = List.copyOf(conditions);
        }

        int outcomes() {
            return 2 * conditions.size();
        }

        int seenOutcomes() {
            return conditions.stream().mapToInt(Condition::seen).sum();
        }

        /** Each line that counts, with whether anything on it was evaluated. */
        SortedMap<Integer, Boolean> byLine() {
            SortedMap<Integer, Boolean> byLine = new TreeMap<>();
            lines(notCovered).stream().forEach(line -> byLine.put(line, false));
            conditions.forEach(
                    condition -> byLine.merge(condition.place().line(), condition.seen() > 0, (a, b) -> a || b));
            lines(covered).stream().forEach(line -> byLine.put(line, true));
            return byLine;
        }

        int coveredLines() {
            return lines(covered).cardinality();
        }

        int notCoveredLines() {
            return lines(notCovered).cardinality();
        }
    }

    private static BitSet lines(List<Span> spans) {
        BitSet lines = new BitSet();
        spans.forEach(span -> lines.set(span.line(), span.endLine() + 1));
        return lines;
    }

    private static double percentage(long covered, long notCovered) {
        return covered + notCovered == 0 ? 0 : 100.0 * covered / (covered + notCovered);
    }

    /** The lines that were evaluated. */
    public int coveredLines() {
        return files.stream().mapToInt(FileReport::coveredLines).sum();
    }

    /** The lines that were not. */
    public int notCoveredLines() {
        return files.stream().mapToInt(FileReport::notCoveredLines).sum();
    }

    /** How many percent of the lines were evaluated. */
    public double coverage() {
        return percentage(coveredLines(), notCoveredLines());
    }

    /** How many outcomes conditions have: two each. */
    public int outcomes() {
        return files.stream().mapToInt(FileReport::outcomes).sum();
    }

    /** How many of them were seen. */
    public int seenOutcomes() {
        return files.stream().mapToInt(FileReport::seenOutcomes).sum();
    }

    /** How many percent of the outcomes were seen; all where there is no condition. */
    public double conditionCoverage() {
        return conditionPercentage(seenOutcomes(), outcomes());
    }

    private static double conditionPercentage(long seen, long outcomes) {
        return outcomes == 0 ? 100 : 100.0 * seen / outcomes;
    }

    /** The conditions of which an outcome was not seen, a line for each. */
    public List<String> missingOutcomes() {
        return files.stream()
                .flatMap(file -> file.conditions().stream()
                        .filter(condition -> condition.seen() < 2)
                        .map(condition -> missing(file.name(), condition)))
                .toList();
    }

    private static String missing(String file, Condition condition) {
        String seen = condition.held() ? "never false" : condition.failed() ? "never true" : "never evaluated";
        String text = condition.place().text().lines().findFirst().orElse("").strip();
        return file + ":" + condition.place().line() + ":" + condition.place().column() + ": " + seen + ": " + text;
    }

    /** What was not evaluated, a line for each stretch: {@code file:line} or {@code file:line-line}. */
    public List<String> missing() {
        return files.stream().flatMap(file -> stretches(file).stream()).toList();
    }

    private static List<String> stretches(FileReport file) {
        BitSet lines = lines(file.notCovered());
        return lines.stream()
                .filter(line -> !lines.get(line - 1))
                .mapToObj(line -> {
                    int last = lines.nextClearBit(line) - 1;
                    return file.name() + ":" + line + (last > line ? "-" + last : "");
                })
                .toList();
    }

    /** The report as JSON. */
    public String json() {
        String all = files.stream()
                .map(file -> "    " + JsonWriter.quote(file.name()) + ": " + json(file))
                .collect(Collectors.joining(",\n"));
        return "{\n  \"files\": " + (all.isEmpty() ? "{}" : "{\n" + all + "\n  }") + ",\n  \"covered_lines\": "
                + coveredLines() + ",\n  \"not_covered_lines\": " + notCoveredLines() + ",\n  \"coverage\": "
                + number(coverage()) + (hasConditions ? outcomesJson() : "") + "\n}\n";
    }

    private String outcomesJson() {
        return ",\n  \"covered_outcomes\": " + seenOutcomes() + ",\n  \"not_covered_outcomes\": "
                + (outcomes() - seenOutcomes()) + ",\n  \"condition_coverage\": " + number(conditionCoverage());
    }

    private static void conditions(StringBuilder out, FileReport file) {
        if (file.conditions().isEmpty()) {
            return;
        }
        out.append(",\n      \"conditions\": [\n");
        out.append(file.conditions().stream().map(CoverageReport::condition).collect(Collectors.joining(",\n")));
        out.append("\n      ]");
        member(out, "covered_outcomes", file.seenOutcomes());
        member(out, "not_covered_outcomes", file.outcomes() - file.seenOutcomes());
        member(out, "condition_coverage", conditionPercentage(file.seenOutcomes(), file.outcomes()));
    }

    private static String condition(Condition condition) {
        String range = range(condition.place());
        return range.substring(0, range.lastIndexOf('\n')) + ",\n          \"true\": " + condition.held()
                + ",\n          \"false\": " + condition.failed() + "\n        }";
    }

    private static String json(FileReport file) {
        StringBuilder out = new StringBuilder();
        ranges(out, "covered", file.covered());
        ranges(out, "not_covered", file.notCovered());
        member(out, "covered_lines", file.coveredLines());
        member(out, "not_covered_lines", file.notCoveredLines());
        member(out, "coverage", percentage(file.coveredLines(), file.notCoveredLines()));
        conditions(out, file);
        return out.isEmpty() ? "{}" : "{" + out.substring(1) + "\n    }";
    }

    private static void member(StringBuilder out, String name, double value) {
        if (value != 0) {
            out.append(",\n      \"").append(name).append("\": ").append(number(value));
        }
    }

    private static void ranges(StringBuilder out, String name, List<Span> spans) {
        if (!spans.isEmpty()) {
            out.append(",\n      \"").append(name).append("\": [\n");
            out.append(spans.stream().map(CoverageReport::range).collect(Collectors.joining(",\n")));
            out.append("\n      ]");
        }
    }

    private static String range(Span span) {
        return "        {\n          \"start\": " + position(span.line(), span.column()) + ",\n          \"end\": "
                + position(span.endLine(), span.endColumn()) + "\n        }";
    }

    private static String position(int row, int column) {
        return "{\n            \"row\": " + row + ",\n            \"col\": " + column + "\n          }";
    }

    private static String number(double value) {
        return Double.toString(value).replaceFirst("\\.0$", "");
    }
}
