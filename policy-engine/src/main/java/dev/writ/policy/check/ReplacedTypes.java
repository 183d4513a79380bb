package dev.writ.policy.check;

import dev.writ.policy.check.types.DocumentTypes;
import dev.writ.policy.check.types.Overlap;
import dev.writ.policy.check.types.Types;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of documents where {@code with} modifiers replace some of them: a replaced document may have the type of
 * its value too, and nothing is known of rules that depend on it.
 */
final class ReplacedTypes {
    private final Dependents dependents;

    ReplacedTypes(Dependents dependents) {
        this.dependents = dependents;
    }

    /** The documents as the statements of {@code with} see them. */
    DocumentTypes under(CheckedStatement.With with, TermTypes terms) {
        DocumentTypes relaxed = terms.documents().layer();
        DocumentTypes seen = relaxed.layer();
        for (Replacement replacement : with.replacements()) {
            switch (replacement) {
                case Replacement.OfInput r -> replace(DocumentTypes.input(r.path()), r.value(), terms, seen);
                case Replacement.OfData r -> {
                    relax(r.path(), null, relaxed);
                    replace(DocumentTypes.data(r.path()), r.value(), terms, seen);
                }
                case Replacement.OfFunctionByValue r -> relaxFunction(r.target(), relaxed);
                case Replacement.OfFunctionByFunction r -> relaxFunction(r.target(), relaxed);
            }
        }
        return seen;
    }

    private void relaxFunction(Callee target, DocumentTypes relaxed) {
        if (target instanceof Callee.Function function) {
            List<RegoValue> path = Paths.of(function.path());
            relax(path, path, relaxed);
        }
    }

    /** A replaced function keeps its type, so that calls are checked. */
    private void relax(List<RegoValue> path, @Nullable List<RegoValue> kept, DocumentTypes relaxed) {
        for (List<RegoValue> dependent : dependents.of(path)) {
            if (!dependent.equals(kept)) {
                relaxed.put(DocumentTypes.data(dependent), Types.ANY);
            }
        }
    }

    private static void replace(List<RegoValue> path, CheckedTerm value, TermTypes terms, DocumentTypes seen) {
        RegoType before = terms.documents().find(path);
        RegoType given = terms.of(value);
        boolean known = before != null && !(given instanceof RegoType.Unknown);
        seen.put(path, known && before != null ? Types.or(before, given) : Types.ANY);
    }

    /** A function can only be replaced by one that takes the same. */
    void checkFunctions(
            CheckedStatement.With with,
            FunctionTypes functions,
            DocumentTypes documents,
            List<Diagnostic> diagnostics) {
        for (Replacement replacement : with.replacements()) {
            if (replacement instanceof Replacement.OfFunctionByFunction r) {
                RegoType.FunctionType target = functions.of(r.target(), documents);
                RegoType.FunctionType value = functions.of(r.value(), documents);
                if (target != null && value != null && !Overlap.of(target, value)) {
                    diagnostics.add(TypeMessages.arity(r.span(), r.target().name(), value, target));
                }
            }
        }
    }
}
