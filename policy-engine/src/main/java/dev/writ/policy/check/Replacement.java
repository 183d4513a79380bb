package dev.writ.policy.check;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/** What a {@code with} puts in the place of what. */
public sealed interface Replacement {
    /** Where it was written. */
    Span span();

    /** Replaces {@code input} or a part of it. */
    record OfInput(Span span, List<RegoValue> path, CheckedTerm value) implements Replacement {
        public OfInput {
            path = List.copyOf(path);
        }
    }

    /** Replaces a part of {@code data}, rules and base documents alike. */
    record OfData(Span span, List<RegoValue> path, CheckedTerm value) implements Replacement {
        public OfData {
            path = List.copyOf(path);
        }
    }

    /** Replaces a function by a value, which every call then gives. */
    record OfFunctionByValue(Span span, Callee target, CheckedTerm value) implements Replacement {}

    /** Replaces a function by another one with the same arity. */
    record OfFunctionByFunction(Span span, Callee target, Callee value) implements Replacement {}
}
