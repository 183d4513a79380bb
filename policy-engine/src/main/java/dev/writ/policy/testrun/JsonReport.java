package dev.writ.policy.testrun;

import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.explain.Traceback;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import dev.writ.policy.testrun.TestResult.Outcome;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The report for programs, as {@code opa test --format json} prints it; output is base64 as there. */
public final class JsonReport {

    private JsonReport() {}

    /** The JSON text of a report. */
    public static String render(TestReport report) {
        if (report.results().isEmpty()) {
            return "[]\n";
        }
        return report.results().stream()
                .map(result -> "  " + member(result).replace("\n", "\n  "))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String member(TestResult result) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("location", location(result.place()));
        members.put("package", text(result.packagePath()));
        members.put("name", text(result.name()));
        if (result.outcome() == Outcome.ERROR && !result.errors().isEmpty()) {
            members.put("error", error(result.errors().getFirst()));
        }
        if (result.outcome() == Outcome.FAIL) {
            members.put("fail", "true");
        }
        if (result.outcome() == Outcome.SKIPPED) {
            members.put("skip", "true");
        }
        members.put("duration", number(result.duration().toNanos()));
        if (!result.output().isEmpty()) {
            members.put("output", text(Base64.getEncoder().encodeToString(GoBytes.encode(result.output()))));
        }
        result.timing().ifPresent(timing -> members.put("benchmark_result", timing(timing)));
        if (!result.cases().isEmpty()) {
            members.put("sub_results", cases(result.cases()));
        }
        return object(members);
    }

    private static String cases(SortedMap<String, SubResult> cases) {
        Map<String, String> members = new LinkedHashMap<>();
        cases.forEach((name, result) -> {
            Map<String, String> about = new LinkedHashMap<>();
            if (!result.name().isEmpty()) {
                about.put("name", text(result.name()));
            }
            if (result.failed()) {
                about.put("fail", "true");
            }
            if (!result.cases().isEmpty()) {
                about.put("sub_results", cases(result.cases()));
            }
            members.put(name, object(about));
        });
        return object(members);
    }

    private static String timing(Timing timing) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("N", number(timing.runs()));
        members.put("T", number(timing.nanos()));
        members.put("Bytes", number(0));
        members.put("MemAllocs", number(0));
        members.put("MemBytes", number(Math.max(0, timing.bytes())));
        members.put("Extra", "{}");
        return object(members);
    }

    private static String error(Diagnostic error) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("code", text(error.code().code()));
        members.put("message", text(error.message()));
        Span place = error.span();
        if (place != null) {
            members.put("location", location(place));
        }
        if (error.details() instanceof Traceback traceback) {
            members.put(
                    "stack_trace",
                    array(traceback.frames().stream().map(JsonReport::frame).toList()));
        }
        return object(members);
    }

    private static String frame(Traceback.Frame frame) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("query_id", number(frame.query()));
        members.put("location", location(frame.place()));
        return object(members);
    }

    private static String array(List<String> elements) {
        return elements.stream()
                .map(element -> "  " + element.replace("\n", "\n  "))
                .collect(Collectors.joining(",\n", "[\n", "\n]"));
    }

    private static String location(Span place) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("file", text(place.file().name()));
        members.put("row", number(place.line()));
        members.put("col", number(place.column()));
        return object(members);
    }

    /** Members keep their order here, which the objects of Rego do not. */
    private static String object(Map<String, String> members) {
        if (members.isEmpty()) {
            return "{}";
        }
        List<String> lines = new ArrayList<>();
        members.forEach((name, value) -> lines.add("  " + text(name) + ": " + value.replace("\n", "\n  ")));
        return "{\n" + String.join(",\n", lines) + "\n}";
    }

    private static String text(String text) {
        return json(RegoString.of(text));
    }

    private static String number(long number) {
        return json(RegoNumber.of(number));
    }

    private static String json(RegoValue value) {
        return JsonWriter.compact(value);
    }
}
