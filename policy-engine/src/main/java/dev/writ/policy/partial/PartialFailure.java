package dev.writ.policy.partial;

import dev.writ.policy.PolicyException;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How partial evaluation ends without a result. */
final class PartialFailure {
    private PartialFailure() {}

    static PolicyException of(Diagnostic diagnostic) {
        return new PolicyException(List.of(diagnostic));
    }

    /** There is no residual for what stands at a place. */
    static PolicyException unsupported(@Nullable Span place, String what) {
        return of(Diagnostic.error(
                DiagnosticCode.UNSUPPORTED, place, what, "take less for unknown, or evaluate without `--partial`"));
    }

    static PolicyException limit(@Nullable Span place, String what) {
        return of(Diagnostic.error(
                DiagnosticCode.EVAL_LIMIT,
                place,
                what,
                "keep documents out of it with `--disable-inlining`, or take less for unknown"));
    }
}
