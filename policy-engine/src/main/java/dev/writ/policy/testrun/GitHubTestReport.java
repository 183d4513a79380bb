package dev.writ.policy.testrun;

import dev.writ.policy.explain.FailureLine;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import dev.writ.policy.testrun.TestResult.Outcome;
import java.util.List;

/** The report as commands that GitHub turns into remarks beside the lines of tests. */
public final class GitHubTestReport {
    private GitHubTestReport() {}

    /** A command for each test that failed, could not be evaluated or was skipped, and the counts as plain text. */
    public static String render(TestReport report) {
        StringBuilder out = new StringBuilder();
        report.results().forEach(result -> result(out, result));
        return out.append(PrettyReport.summary(report, false)).toString();
    }

    /** The same as Markdown for the summary of a job. */
    public static String summary(TestReport report) {
        StringBuilder out = new StringBuilder("### writ test\n\n");
        List<TestResult> shown = report.withoutPassed().results();
        if (!shown.isEmpty()) {
            out.append("| Place | Test | Outcome |\n|---|---|---|\n");
            for (TestResult result : shown) {
                out.append("| `%s:%d` | `%s` | %s |\n"
                        .formatted(
                                cell(result.place().file().name()),
                                result.place().line(),
                                cell(result.fullName()),
                                result.outcome()));
            }
            out.append('\n');
        }
        return out.append("%d of %d passed.\n".formatted(report.count(Outcome.PASS), report.count()))
                .toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("`", "'").replace('\n', ' ');
    }

    private static void result(StringBuilder out, TestResult result) {
        switch (result.outcome()) {
            case PASS -> {}
            case FAIL -> failures(out, result);
            case SKIPPED ->
                command(out, "warning", result.place(), "test skipped", result.fullName() + " is still to be written");
            case ERROR -> {
                Diagnostic first =
                        result.errors().isEmpty() ? null : result.errors().getFirst();
                Span place = first == null || first.span() == null ? result.place() : first.span();
                String why = first == null ? "it could not be evaluated" : first.toString();
                command(out, "error", place, "test not evaluated", result.fullName() + ": " + why);
            }
        }
    }

    private static void failures(StringBuilder out, TestResult result) {
        if (result.cases().isEmpty()) {
            failure(out, result, "", FailureLine.of(result.trace()));
            return;
        }
        result.cases().forEach((name, top) -> cases(out, result, "[" + name + "]", top));
    }

    private static void cases(StringBuilder out, TestResult test, String name, SubResult result) {
        if (!result.isCase()) {
            result.cases().forEach((below, value) -> cases(out, test, name + "[" + below + "]", value));
        } else if (result.failed()) {
            failure(out, test, name, FailureLine.of(result.trace()));
        }
    }

    private static void failure(StringBuilder out, TestResult test, String name, List<String> why) {
        String text = test.fullName() + name + " does not hold";
        command(out, "error", test.place(), "test failed", why.isEmpty() ? text : text + "\n" + String.join("\n", why));
    }

    private static void command(StringBuilder out, String level, Span place, String title, String message) {
        out.append("::%s file=%s,line=%d,endLine=%d,col=%d,title=%s::%s\n"
                .formatted(
                        level,
                        property(place.file().name()),
                        place.line(),
                        place.endLine(),
                        place.column(),
                        property(title),
                        escaped(message)));
    }

    private static String property(String text) {
        return escaped(text).replace(":", "%3A").replace(",", "%2C");
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
