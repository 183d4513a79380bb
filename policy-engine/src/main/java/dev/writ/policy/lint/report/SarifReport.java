package dev.writ.policy.lint.report;

import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.Place;
import dev.writ.policy.lint.run.LintReport;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The report as SARIF 2.1.0. */
public final class SarifReport {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    /** What stands for itself in a path besides letters and digits. */
    private static final String ALLOWED = "/-._~!$&'()*+,;=:@";

    private SarifReport() {}

    /** The text, with a line break at its end. */
    public static String render(LintReport report) {
        TreeMap<String, Finding> rules = new TreeMap<>();
        report.findings().forEach(finding -> rules.putIfAbsent(finding.id(), finding));
        List<String> ids = new ArrayList<>(rules.keySet());
        RegoObject driver = RegoObject.builder()
                .put("name", text("writ"))
                .put("informationUri", text("https://writ.dev"))
                .put(
                        "rules",
                        RegoArray.of(
                                rules.values().stream().map(SarifReport::rule).toList()))
                .build();
        RegoObject run = RegoObject.builder()
                .put("tool", RegoObject.builder().put("driver", driver).build())
                .put(
                        "results",
                        RegoArray.of(report.findings().stream()
                                .map(finding -> result(finding, ids.indexOf(finding.id())))
                                .toList()))
                .put("columnKind", text("unicodeCodePoints"))
                .build();
        return JsonWriter.pretty(RegoObject.builder()
                        .put("$schema", text(SCHEMA))
                        .put("version", text("2.1.0"))
                        .put("runs", RegoArray.of(run))
                        .build())
                + "\n";
    }

    private static RegoValue rule(Finding finding) {
        return RegoObject.builder()
                .put("id", text(finding.rule()))
                .put("helpUri", text(RulePage.of(finding.category(), finding.rule())))
                .put(
                        "properties",
                        RegoObject.builder()
                                .put("category", text(finding.category()))
                                .build())
                .build();
    }

    private static RegoValue result(Finding finding, int index) {
        RegoObject.Builder result = RegoObject.builder()
                .put("ruleId", text(finding.rule()))
                .put("ruleIndex", RegoNumber.of(index))
                .put("level", text(finding.level() == Level.ERROR ? "error" : "warning"))
                .put(
                        "message",
                        RegoObject.builder()
                                .put("text", text(finding.message()))
                                .build());
        if (finding.place().row() > 0) {
            result.put("locations", RegoArray.of(location(finding.place())));
        }
        return result.build();
    }

    private static RegoValue location(Place place) {
        RegoObject region = RegoObject.builder()
                .put("startLine", RegoNumber.of(place.row()))
                .put("startColumn", RegoNumber.of(place.column()))
                .put("endLine", RegoNumber.of(place.endRow()))
                .put("endColumn", RegoNumber.of(place.endColumn()))
                .build();
        RegoObject physical = RegoObject.builder()
                .put(
                        "artifactLocation",
                        RegoObject.builder().put("uri", text(uri(place.file()))).build())
                .put("region", region)
                .build();
        return RegoObject.builder().put("physicalLocation", physical).build();
    }

    /** A reference as in RFC 3986; a colon in the first segment would make a scheme of it. */
    private static String uri(String file) {
        String path = file.replace('\\', '/');
        int slash = path.indexOf('/');
        int colon = path.indexOf(':');
        StringBuilder out = new StringBuilder(colon >= 0 && (slash < 0 || colon < slash) ? "./" : "");
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain || ALLOWED.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append("%%%02X".formatted((int) c));
            }
        }
        return out.toString();
    }

    private static RegoValue text(String value) {
        return RegoString.of(value);
    }
}
