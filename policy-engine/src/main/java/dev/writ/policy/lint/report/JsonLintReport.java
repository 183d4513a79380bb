package dev.writ.policy.lint.report;

import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.Place;
import dev.writ.policy.lint.run.LintReport;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;

/** The report as JSON, with Regal's members. */
public final class JsonLintReport {
    private JsonLintReport() {}

    /** The text, with a line break at its end. */
    public static String render(LintReport report) {
        RegoObject summary = RegoObject.builder()
                .put("files_scanned", number(report.files()))
                .put("files_failed", number(report.failedFiles()))
                .put("rules_skipped", number(report.skipped()))
                .put("num_violations", number(report.findings().size()))
                .build();
        RegoObject all = RegoObject.builder()
                .put(
                        "violations",
                        RegoArray.of(report.findings().stream()
                                .map(JsonLintReport::violation)
                                .toList()))
                .put("summary", summary)
                .build();
        return JsonWriter.pretty(all) + "\n";
    }

    private static RegoValue violation(Finding finding) {
        RegoObject resource = RegoObject.builder()
                .put("description", text("documentation"))
                .put("ref", text(RulePage.of(finding.category(), finding.rule())))
                .build();
        RegoObject.Builder json = RegoObject.builder()
                .put("title", text(finding.rule()))
                .put("description", text(finding.message()))
                .put("category", text(finding.category()))
                .put("level", text(finding.level().label()))
                .put("related_resources", RegoArray.of(resource));
        return json.put("location", location(finding.place())).build();
    }

    private static RegoValue location(Place place) {
        if (place.row() == 0) {
            return RegoObject.EMPTY;
        }
        RegoObject end = RegoObject.builder()
                .put("row", number(place.endRow()))
                .put("col", number(place.endColumn()))
                .build();
        return RegoObject.builder()
                .put("file", text(place.file()))
                .put("row", number(place.row()))
                .put("col", number(place.column()))
                .put("end", end)
                .put("text", text(place.text()))
                .build();
    }

    private static RegoValue text(String value) {
        return RegoString.of(value);
    }

    private static RegoValue number(long value) {
        return RegoNumber.of(value);
    }
}
