package dev.writ.cli.permit;

import dev.writ.cli.http.Json;
import dev.writ.ledger.dsse.Statement;
import dev.writ.ledger.permit.Permit;
import dev.writ.ledger.permit.PermitReport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a permit says, and how it came out, in words and as JSON. */
final class PermitText {
    private PermitText() {}

    /** What it says, one fact a line. */
    static String facts(Permit permit) {
        var out = new StringBuilder();
        line(out, "permit", permit.id());
        line(out, "action", permit.action());
        line(out, "environment", permit.environment().orElse("none"));
        for (Statement.Subject subject : permit.artifacts()) {
            line(out, "artifact", subject.text() + " " + subject.name());
        }
        line(out, "valid", permit.notBefore() + " to " + permit.notAfter());
        line(out, "uses", Long.toString(permit.uses()));
        permit.conditions()
                .forEach(condition ->
                        line(out, "condition", condition.canonical().text()));
        line(out, "request", permit.changeRequest());
        line(
                out,
                "decision",
                permit.decision().id() + ", entry " + permit.decision().index());
        line(out, "policy", permit.policy().set() + " " + permit.policy().text());
        line(out, "log", permit.log());
        return out.toString();
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(System.lineSeparator()).append("  %-12s".formatted(name)).append(value);
    }

    static String text(PermitReport report, int artifacts) {
        if (report.finding().isPresent()) {
            return "not good: " + report.finding().get().message();
        }
        return report.genuine()
                .map(genuine -> "good: permit " + genuine.permit().id() + " holds for " + artifacts
                        + (artifacts == 1 ? " artifact" : " artifacts") + ", entry " + genuine.index() + " of `"
                        + genuine.head().origin() + "` with " + genuine.head().size() + " entries"
                        + facts(genuine.permit()))
                .orElse("");
    }

    static ObjectNode json(PermitReport report) {
        ObjectNode out = Json.object().put("good", report.good());
        report.genuine().ifPresent(genuine -> {
            out.set("permit", statement(genuine.permit()));
            out.put("digest", "sha256:" + genuine.permit().digest().hex());
            out.put("keyid", genuine.key().keyid());
            out.putObject("ledger")
                    .put("log", genuine.head().origin())
                    .put("index", genuine.index())
                    .put("size", genuine.head().size())
                    .put("root", genuine.head().root().base64());
        });
        report.finding()
                .ifPresent(finding -> out.putObject("finding")
                        .put("fault", finding.fault().word())
                        .put("message", finding.message()));
        return out;
    }

    /** The statement as the payload has it. */
    static JsonNode statement(Permit permit) {
        return Json.parse(permit.payload().toArray(), "the permit");
    }
}
