package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.policy.explain.Traceback;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.DiagnosticRenderer;
import dev.writ.policy.source.Span;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** Errors as OPA's verbs print them. */
final class Findings {

    private static final Diagnostic LIMIT_REACHED =
            Diagnostic.error(DiagnosticCode.COMPILE, null, "error limit reached");

    private Findings() {}

    /** {@code {"errors": [...]}}. */
    static String json(List<Diagnostic> errors) {
        return new OrderedJson().put("errors", members(errors)) + "\n";
    }

    static List<OrderedJson> members(List<Diagnostic> errors) {
        return errors.stream().map(Findings::member).toList();
    }

    private static OrderedJson member(Diagnostic error) {
        OrderedJson member = new OrderedJson().put("message", error.message());
        if (error.code() != DiagnosticCode.LOAD) {
            member.put("code", error.code().code());
        }
        Span place = error.span();
        if (place != null) {
            member.put("location", location(place));
        }
        ErrorDetails.of(error).ifPresent(details -> member.put("details", details));
        if (error.details() instanceof Traceback traceback) {
            member.put(
                    "stack_trace",
                    traceback.frames().stream()
                            .map(frame -> new OrderedJson()
                                    .put("query_id", frame.query())
                                    .put("location", location(frame.place())))
                            .toList());
        }
        return member;
    }

    static OrderedJson location(Span place) {
        return new OrderedJson()
                .put("file", place.file().name())
                .put("row", place.line())
                .put("col", place.column());
    }

    /**
     * The first errors of a program, and as a last one that there may be more; all of them where {@code limit} is 0, and
     * where files cannot be read, whose errors have no limit.
     */
    static List<Diagnostic> limited(List<Diagnostic> errors, int limit) {
        boolean reading = errors.stream()
                .anyMatch(error -> error.code() == DiagnosticCode.PARSE || error.code() == DiagnosticCode.LOAD);
        if (limit <= 0 || errors.size() < limit || reading) {
            return errors;
        }
        List<Diagnostic> first = new ArrayList<>(
                errors.stream().sorted(Diagnostic.order()).limit(limit).toList());
        first.add(LIMIT_REACHED);
        return first;
    }

    private static String withTraceback(Diagnostic error) {
        String text = DiagnosticRenderer.render(error);
        return error.details() instanceof Traceback traceback ? text + "\n" + traceback : text;
    }

    /** Prints why policies are refused; gives the exit code. */
    static int refused(CommandSpec spec, List<Diagnostic> errors) {
        PrintWriter err = spec.commandLine().getErr();
        err.print(text(errors));
        err.flush();
        return ExitCode.ERROR;
    }

    /** A line that counts, then each error with its source line. */
    static String text(List<Diagnostic> errors) {
        String count = errors.size() == 1 ? "1 error occurred:" : errors.size() + " errors occurred:";
        List<Diagnostic> found =
                errors.stream().filter(error -> !error.equals(LIMIT_REACHED)).toList();
        String end = found.size() < errors.size() ? LIMIT_REACHED + "\n" : "";
        if (found.stream().noneMatch(error -> error.details() instanceof Traceback)) {
            return count + "\n" + DiagnosticRenderer.render(found) + end;
        }
        return count + "\n" + found.stream().map(Findings::withTraceback).collect(Collectors.joining("\n"));
    }
}
