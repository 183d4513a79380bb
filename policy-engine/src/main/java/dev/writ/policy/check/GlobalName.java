package dev.writ.policy.check;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/**
 * A path that a name of the module stands for.
 *
 * @param isInput whether it starts at {@code input} rather than {@code data}
 */
record GlobalName(boolean isInput, List<RegoValue> path) {
    GlobalName {
        path = List.copyOf(path);
    }

    /** The path as a term written at {@code span}. */
    CheckedTerm at(Span span) {
        CheckedTerm root = isInput ? new CheckedTerm.Input(span) : new CheckedTerm.Data(span);
        if (path.isEmpty()) {
            return root;
        }
        List<CheckedTerm> operands = path.stream()
                .<CheckedTerm>map(key -> new CheckedTerm.Constant(span, key))
                .toList();
        return new CheckedTerm.Reference(span, root, operands);
    }
}
