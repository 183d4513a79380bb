package dev.writ.policy.runtime;

import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;

/** How {@link Documents} asks the executor for what rules compute. */
public interface RuleCalls {

    /** The whole document of a function without arguments. */
    Maybe document(int function, Execution execution, Scope scope);

    /** One key of the document of a partial rule. */
    Maybe keyed(int function, RegoValue key, Execution execution, Scope scope);

    /** Whether the function computes single keys. */
    boolean isKeyed(int function);
}
