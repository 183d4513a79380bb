package dev.writ.policy.check;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@code with} puts in the place of what. */
public sealed interface Replacement {
    /** Where it was written. */
    Span span();

    /** The value that is put there; null where it is a function. */
    default @Nullable CheckedTerm term() {
        return switch (this) {
            case OfInput r -> r.value();
            case OfData r -> r.value();
            case OfFunctionByValue r -> r.value();
            case OfFunctionByFunction r -> null;
        };
    }

    /** The same with another value; itself where a function is put there. */
    default Replacement with(CheckedTerm value) {
        return switch (this) {
            case OfInput r -> new OfInput(r.span(), r.path(), value);
            case OfData r -> new OfData(r.span(), r.path(), value);
            case OfFunctionByValue r -> new OfFunctionByValue(r.span(), r.target(), value);
            case OfFunctionByFunction r -> r;
        };
    }

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
