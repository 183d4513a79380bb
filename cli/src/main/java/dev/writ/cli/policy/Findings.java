package dev.writ.cli.policy;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.DiagnosticRenderer;
import dev.writ.policy.source.Span;
import java.util.List;

/** Errors as OPA's verbs print them. */
final class Findings {

    private Findings() {}

    /** {@code {"errors": [...]}}. */
    static String json(List<Diagnostic> errors) {
        return new OrderedJson()
                        .put("errors", errors.stream().map(Findings::member).toList()) + "\n";
    }

    private static OrderedJson member(Diagnostic error) {
        OrderedJson member = new OrderedJson().put("message", error.message());
        if (error.code() != DiagnosticCode.LOAD) {
            member.put("code", error.code().code());
        }
        Span place = error.span();
        if (place != null) {
            member.put(
                    "location",
                    new OrderedJson()
                            .put("file", place.file().name())
                            .put("row", place.line())
                            .put("col", place.column()));
        }
        return member;
    }

    /** The text of the first {@code limit} errors, or of all where that is 0. */
    static String text(List<Diagnostic> errors, int limit) {
        return text(limit > 0 && errors.size() > limit ? errors.subList(0, limit) : errors);
    }

    /** A line that counts, then each error with its source line. */
    static String text(List<Diagnostic> errors) {
        String count = errors.size() == 1 ? "1 error occurred:" : errors.size() + " errors occurred:";
        return count + "\n" + DiagnosticRenderer.render(errors);
    }
}
