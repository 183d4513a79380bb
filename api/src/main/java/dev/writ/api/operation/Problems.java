package dev.writ.api.operation;

import dev.writ.api.platform.Problem;
import dev.writ.ledger.entry.Json;
import java.util.Map;

/** Why operations fail, as it is kept of them: the members of RFC 9457 problems. */
final class Problems {
    /** Its node is gone. */
    static final Json INTERRUPTED = json(Problem.unavailable(
            "operation.interrupted", "the node that worked on it was stopped or is gone", "begin it again"));

    /** It ended in a way that nobody foresaw. */
    static final Json FAILED = json(new Problem(
            500,
            "operation.failed",
            "the service failed",
            "the operation failed for a reason that is in the service's log",
            "tell the operator, and name the operation"));

    /** What it may have read meanwhile is to be nowhere. */
    static final Json ERASED = json(Problem.conflict(
            "operation.erased", "values were erased while it was being made, which it may hold", "begin it again"));

    private Problems() {}

    static Json json(Problem problem) {
        return new Json.Obj(Map.of(
                "type", new Json.Str(problem.type()),
                "title", new Json.Str(problem.title()),
                "status", new Json.Num(problem.status()),
                "detail", new Json.Str(problem.detail()),
                "code", new Json.Str(problem.code()),
                "remediation", new Json.Str(problem.remediation())));
    }
}
