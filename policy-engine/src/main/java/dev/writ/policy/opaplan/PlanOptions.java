package dev.writ.policy.opaplan;

import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.std.StandardBuiltins;
import java.util.Optional;

/**
 * How an engine for plans is made.
 *
 * @param builtins the functions that a plan may call
 * @param revision what the engine says it is; absent where the manifest or the digest of plan and data shall say it
 */
public record PlanOptions(BuiltinRegistry builtins, Optional<String> revision) {

    /** All built-ins there are. */
    public static PlanOptions standard() {
        return new PlanOptions(StandardBuiltins.registry(), Optional.empty());
    }

    /** The same with a name for what the engine is. */
    public PlanOptions withRevision(String value) {
        return new PlanOptions(builtins, Optional.of(value));
    }
}
