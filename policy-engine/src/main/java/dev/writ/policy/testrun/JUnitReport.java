package dev.writ.policy.testrun;

import dev.writ.policy.testrun.TestResult.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report that build servers read: JUnit's XML, a suite for each package, and each case of a test by its own name. */
public final class JUnitReport {

    private JUnitReport() {}

    /** The XML text of a report. */
    public static String render(TestReport report) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        Map<String, List<TestResult>> packages = report.results().stream()
                .collect(Collectors.groupingBy(TestResult::packagePath, LinkedHashMap::new, Collectors.toList()));
        packages.forEach((name, results) -> suite(out, name, new TestReport(results)));
        return out.append("</testsuites>\n").toString();
    }

    private static void suite(StringBuilder out, String name, TestReport report) {
        double seconds = report.results().stream()
                .mapToDouble(result -> result.duration().toNanos() / 1e9)
                .sum();
        out.append("  <testsuite name=\"").append(escaped(name)).append('"');
        attribute(out, "tests", report.count());
        attribute(out, "failures", report.count(Outcome.FAIL));
        attribute(out, "errors", report.count(Outcome.ERROR));
        attribute(out, "skipped", report.count(Outcome.SKIPPED));
        out.append(time(seconds)).append(">\n");
        report.results().forEach(result -> test(out, result));
        out.append("  </testsuite>\n");
    }

    private static void attribute(StringBuilder out, String name, long value) {
        out.append(' ').append(name).append("=\"").append(value).append('"');
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, " time=\"%.6f\"", seconds);
    }

    private static void test(StringBuilder out, TestResult result) {
        if (result.cases().isEmpty() || result.outcome() == Outcome.ERROR) {
            element(out, result, result.name(), content(result));
        } else {
            result.cases().forEach((name, top) -> cases(out, result, result.name() + "[" + name + "]", top));
        }
    }

    private static void cases(StringBuilder out, TestResult test, String name, SubResult result) {
        if (result.isCase()) {
            element(out, test, name, result.failed() ? failure(test) : "");
        } else {
            result.cases().forEach((below, value) -> cases(out, test, name + "[" + below + "]", value));
        }
    }

    private static void element(StringBuilder out, TestResult result, String name, String content) {
        out.append("    <testcase name=\"")
                .append(escaped(name))
                .append("\" classname=\"")
                .append(escaped(result.packagePath()))
                .append("\" file=\"")
                .append(escaped(result.place().file().name()))
                .append('"');
        attribute(out, "line", result.place().line());
        out.append(time(result.duration().toNanos() / 1e9));
        out.append(content.isEmpty() ? "/>\n" : ">\n" + content + "    </testcase>\n");
    }

    private static String content(TestResult result) {
        String outcome = switch (result.outcome()) {
            case PASS -> "";
            case FAIL -> failure(result);
            case SKIPPED -> "      <skipped/>\n";
            case ERROR -> {
                String text = result.errors().stream().map(Object::toString).collect(Collectors.joining("\n"));
                yield "      <error message=\""
                        + escaped(text.lines().findFirst().orElse("")) + "\">" + escaped(text) + "</error>\n";
            }
        };
        return result.output().isEmpty()
                ? outcome
                : outcome + "      <system-out>" + escaped(result.output()) + "</system-out>\n";
    }

    private static String failure(TestResult result) {
        return "      <failure message=\"" + escaped(result.fullName() + " does not hold") + "\"/>\n";
    }

    /** XML 1.0 has no way to write most control characters; they become U+FFFD. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\n', '\t', '\r' -> out.append("&#").append(c).append(';');
                default -> out.appendCodePoint(isCharacter(c) ? c : 0xFFFD);
            }
        });
        return out.toString();
    }

    private static boolean isCharacter(int c) {
        return c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }
}
