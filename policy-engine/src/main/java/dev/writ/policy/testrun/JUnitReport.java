package dev.writ.policy.testrun;

import dev.writ.policy.explain.FailureLine;
import dev.writ.policy.explain.TraceEvent;
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
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        counts(out.append("<testsuites name=\"writ test\""), report);
        Map<String, List<TestResult>> packages = report.results().stream()
                .collect(Collectors.groupingBy(TestResult::packagePath, LinkedHashMap::new, Collectors.toList()));
        packages.forEach((name, results) -> suite(out, name, new TestReport(results)));
        return out.append("</testsuites>\n").toString();
    }

    private static void suite(StringBuilder out, String name, TestReport report) {
        counts(
                out.append("  <testsuite name=\"")
                        .append(XmlText.attribute(name))
                        .append('"'),
                report);
        report.results().forEach(result -> test(out, result));
        out.append("  </testsuite>\n");
    }

    private static void counts(StringBuilder out, TestReport report) {
        double seconds = report.results().stream()
                .mapToDouble(result -> result.duration().toNanos() / 1e9)
                .sum();
        attribute(out, "tests", report.count());
        attribute(out, "failures", report.count(Outcome.FAIL));
        attribute(out, "errors", report.count(Outcome.ERROR));
        attribute(out, "skipped", report.count(Outcome.SKIPPED));
        out.append(time(seconds)).append(">\n");
    }

    private static void attribute(StringBuilder out, String name, long value) {
        out.append(' ').append(name).append("=\"").append(value).append('"');
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, " time=\"%.6f\"", seconds);
    }

    private static void test(StringBuilder out, TestResult result) {
        if (result.cases().isEmpty() || result.outcome() == Outcome.ERROR) {
            element(out, result, result.name(), seconds(result), content(result) + output(result));
        } else {
            // Cases are not measured one by one; together they took what the test did, and the first has what it
            // printed.
            double each = seconds(result) / (result.count(Outcome.PASS) + result.count(Outcome.FAIL));
            String[] output = {output(result)};
            result.cases()
                    .forEach((name, top) -> cases(out, result, result.name() + "[" + name + "]", each, top, output));
        }
    }

    private static void cases(
            StringBuilder out, TestResult test, String name, double seconds, SubResult result, String[] output) {
        if (result.isCase()) {
            String why = result.failed() ? failure(test, test.packagePath() + "." + name, result.trace()) : "";
            element(out, test, name, seconds, why + output[0]);
            output[0] = "";
        } else {
            result.cases()
                    .forEach((below, value) -> cases(out, test, name + "[" + below + "]", seconds, value, output));
        }
    }

    private static void element(StringBuilder out, TestResult result, String name, double seconds, String content) {
        out.append("    <testcase name=\"")
                .append(XmlText.attribute(name))
                .append("\" classname=\"")
                .append(XmlText.attribute(result.packagePath()))
                .append("\" file=\"")
                .append(XmlText.attribute(result.place().file().name()))
                .append('"');
        attribute(out, "line", result.place().line());
        out.append(time(seconds));
        out.append(content.isEmpty() ? "/>\n" : ">\n" + content + "    </testcase>\n");
    }

    private static double seconds(TestResult result) {
        return result.duration().toNanos() / 1e9;
    }

    private static String content(TestResult result) {
        return switch (result.outcome()) {
            case PASS -> "";
            case FAIL -> failure(result, result.fullName(), result.trace());
            case SKIPPED -> "      <skipped message=\"still to be written\"/>\n";
            case ERROR -> {
                String text = result.errors().stream().map(Object::toString).collect(Collectors.joining("\n"));
                String code = result.errors().isEmpty()
                        ? "error"
                        : result.errors().getFirst().code().code();
                yield "      <error message=\""
                        + XmlText.attribute(text.lines().findFirst().orElse("")) + "\" type=\"" + code + "\">"
                        + XmlText.content(text) + "</error>\n";
            }
        };
    }

    private static String output(TestResult result) {
        return result.output().isEmpty()
                ? ""
                : "      <system-out>" + XmlText.content(result.output()) + "</system-out>\n";
    }

    /** With the place of the test, and the expression that failed with its values where the steps were kept. */
    private static String failure(TestResult test, String name, List<TraceEvent> steps) {
        String text = name + " does not hold";
        StringBuilder why = new StringBuilder();
        why.append(test.place().file().name())
                .append(':')
                .append(test.place().line())
                .append(": ")
                .append(text);
        FailureLine.of(steps).forEach(line -> why.append('\n').append(line));
        return "      <failure message=\"" + XmlText.attribute(text) + "\" type=\"failure\">"
                + XmlText.content(why.toString()) + "</failure>\n";
    }
}
