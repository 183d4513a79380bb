package dev.writ.cli.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the demo shows: one line a step while it runs, and the closing table. */
final class Board implements AutoCloseable {
    /**
     * A step that was done.
     *
     * @param name short name, for instance {@code b2}
     * @param what what was tried
     * @param expected what must come out
     * @param result what came out
     */
    private record Row(String name, String what, String expected, String result) {
        private boolean asExpected() {
            return result.equals(expected);
        }
    }

    private final PrintWriter out;
    private final List<Row> rows = new ArrayList<>();
    private final Instant start = Instant.now();
    private boolean finished;

    Board(PrintWriter out) {
        this.out = out;
    }

    void say(String text) {
        out.println(text);
    }

    void heading(String text) {
        out.println();
        out.println(text);
    }

    /** Prints and remembers a step. */
    void step(String name, String what, String expected, String result) {
        var row = new Row(name, what, expected, result);
        rows.add(row);
        out.println((row.asExpected() ? "  ok    " : "  FAIL  ") + name + "  " + what + ": " + result
                + (row.asExpected() ? "" : " (expected: " + expected + ")"));
    }

    /** Prints something about the step before. */
    void detail(String text) {
        text.lines().forEach(line -> out.println("            " + line));
    }

    /** Says that all steps were done; without it the demo counts as failed. */
    void finish() {
        finished = true;
    }

    boolean allAsExpected() {
        return finished && rows.stream().allMatch(Row::asExpected);
    }

    /** Prints the table. */
    @Override
    public void close() {
        int what = width(rows.stream().map(Row::what).toList());
        int expected = width(rows.stream().map(Row::expected).toList());
        String format = "%-4s  %-" + what + "s  %-" + expected + "s  %s%n";
        out.println();
        out.printf(format, "step", "what", "must be", "came out");
        out.println("-".repeat(what + expected + 18));
        rows.forEach(row -> out.printf(
                format, row.name(), row.what(), row.expected(), row.asExpected() ? "so" : "NOT SO: " + row.result()));
        out.println();
        long seconds = Math.round(Duration.between(start, Instant.now()).toMillis() / 1000.0);
        long bad = rows.stream().filter(row -> !row.asExpected()).count();
        out.println(
                allAsExpected()
                        ? rows.size() + " of " + rows.size() + " steps came out as they must, in " + seconds + " s"
                        : bad + " of " + rows.size() + " steps came out wrong"
                                + (finished ? "" : ", and not all were done"));
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(4);
    }
}
