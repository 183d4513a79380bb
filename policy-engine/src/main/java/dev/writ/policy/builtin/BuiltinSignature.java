package dev.writ.policy.builtin;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a built-in function is called. Types are in the notation of OPA's messages, for example {@code array[string]} or
 * {@code any<string, set[string]>}.
 *
 * @param name the name as policies write it
 * @param operands the types of the operands
 * @param variadic the type of any number of further operands, or null
 * @param result the type of the result, or null where a call is a statement without one
 * @param infix the operator that stands for the function, or null
 * @param relation whether a call has any number of values instead of one
 * @param deprecated whether strict mode refuses the function
 * @param nondeterministic whether equal operands may give different values in different evaluations
 */
public record BuiltinSignature(
        String name,
        List<String> operands,
        @Nullable String variadic,
        @Nullable String result,
        @Nullable String infix,
        boolean relation,
        boolean deprecated,
        boolean nondeterministic) {

    public BuiltinSignature {
        Objects.requireNonNull(name, "name");
        operands = List.copyOf(operands);
    }

    /** The number of operands that every call has. */
    public int arity() {
        return operands.size();
    }

    /** Whether a call with {@code count} operands, without one for the result, fits. */
    public boolean accepts(int count) {
        return variadic == null ? count == arity() : count >= arity();
    }
}
