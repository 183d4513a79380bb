package dev.writ.policy;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import java.util.List;
import java.util.function.Supplier;

/** Keeps programs that nest too deeply for the stack of a thread from ending in a stack overflow. */
final class Nesting {

    private Nesting() {}

    /**
     * What {@code work} gives.
     *
     * @throws PolicyException instead of a stack overflow; what the work had made by then is garbage and shared with nobody
     */
    static <T> T bounded(Supplier<T> work) {
        try {
            return work.get();
        } catch (StackOverflowError tooDeep) {
            throw new PolicyException(List.of(Diagnostic.error(
                    DiagnosticCode.COMPILE,
                    null,
                    "the program nests too deeply for the stack of this thread",
                    "split long bodies and deep terms into rules of their own")));
        }
    }
}
