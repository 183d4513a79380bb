package dev.writ.policy.testrun;

import dev.writ.policy.testrun.CoverageReport.FileReport;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Coverage as {@code lcov} and {@code genhtml} read it. A line was run once or not at all; a condition is a block of two branches,
 * true and false, on the line where it begins.
 */
public final class LcovReport {
    private LcovReport() {}

    /** The text of a tracefile. */
    public static String render(CoverageReport report) {
        StringBuilder out = new StringBuilder("TN:\n");
        report.files().forEach(file -> file(out, file, report.hasConditions()));
        return out.toString();
    }

    private static void file(StringBuilder out, FileReport file, boolean conditions) {
        out.append("SF:").append(file.name().replaceAll("[\\r\\n]", "_")).append('\n');
        if (conditions) {
            Map<Integer, Integer> blocks = new HashMap<>();
            for (Condition condition : file.conditions()) {
                int line = condition.place().line();
                int block = blocks.merge(line, 1, Integer::sum) - 1;
                branch(out, line, block, 0, condition.seen() > 0, condition.held());
                branch(out, line, block, 1, condition.seen() > 0, condition.failed());
            }
            out.append("BRF:").append(file.outcomes()).append('\n');
            out.append("BRH:").append(file.seenOutcomes()).append('\n');
        }
        SortedMap<Integer, Boolean> lines = file.byLine();
        lines.forEach((line, run) -> out.append("DA:").append(line).append(run ? ",1\n" : ",0\n"));
        out.append("LF:").append(lines.size()).append('\n');
        out.append("LH:")
                .append(lines.values().stream().filter(run -> run).count())
                .append('\n');
        out.append("end_of_record\n");
    }

    /** A branch of a condition that was never evaluated is written with a dash. */
    private static void branch(StringBuilder out, int line, int block, int branch, boolean evaluated, boolean taken) {
        out.append("BRDA:")
                .append(line)
                .append(',')
                .append(block)
                .append(',')
                .append(branch)
                .append(',');
        out.append(evaluated ? taken ? "1" : "0" : "-").append('\n');
    }
}
