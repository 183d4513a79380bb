package dev.writ.cli.policy;

import dev.writ.policy.testrun.Timing;
import java.util.Locale;

/**
 * Lines of benchmarks in the format of Go's {@code testing} package.
 *
 * @param gobench whether names are made such that Go's tools take them
 * @param memory whether allocated bytes are printed
 */
record BenchmarkText(boolean gobench, boolean memory) {

    /** {@code name, runs, nanoseconds of one run, bytes of one run}, separated by tabs. */
    String line(String name, Timing timing) {
        StringBuilder line = new StringBuilder(gobench ? camelCase(name) : name)
                .append('\t')
                .append(String.format(Locale.ROOT, "%8d", timing.runs()))
                .append('\t')
                .append(nanos(timing.nanosEach()))
                .append(" ns/op");
        if (memory && timing.bytes() >= 0) {
            line.append('\t').append(String.format(Locale.ROOT, "%8d B/op", timing.bytesEach()));
        }
        return line.toString();
    }

    /** With fewer digits the larger it is, aligned at the point, as Go prints it. */
    private static String nanos(double each) {
        if (each == 0 || each >= 99.95) {
            return String.format(Locale.ROOT, "%10.0f", each);
        }
        return String.format(Locale.ROOT, each >= 9.995 ? "%12.1f" : "%13.2f", each);
    }

    private static String camelCase(String name) {
        StringBuilder out = new StringBuilder("Benchmark");
        for (String part : name.split("[._]", -1)) {
            out.append(part.isEmpty() ? "" : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return out.toString();
    }
}
