package dev.writ.policy.testrun;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.JsonWriter;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** How much of some files was evaluated, in the form of {@code opa test --coverage}. */
public record CoverageReport(List<FileReport> files) {

    public CoverageReport {
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param name its name
     * @param covered what was evaluated, by place
     * @param notCovered what was not
     */
    public record FileReport(String name, List<Span> covered, List<Span> notCovered) {
        public FileReport {
            covered = List.copyOf(covered);
            notCovered = List.copyOf(notCovered);
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
                + number(coverage()) + "\n}\n";
    }

    private static String json(FileReport file) {
        StringBuilder out = new StringBuilder();
        ranges(out, "covered", file.covered());
        ranges(out, "not_covered", file.notCovered());
        member(out, "covered_lines", file.coveredLines());
        member(out, "not_covered_lines", file.notCoveredLines());
        member(out, "coverage", percentage(file.coveredLines(), file.notCoveredLines()));
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
