package dev.writ.policy.explain;

import dev.writ.policy.source.Diagnostic;
import java.util.List;
import java.util.function.Function;

/** Finds out what was on the way to an error by evaluating once more: watching costs time, and most evaluations do not fail. */
public final class Rerun {

    private Rerun() {}

    /**
     * The errors of an evaluation with their tracebacks.
     *
     * @param errors what ended it
     * @param again evaluates the same with a watch, and gives the errors that end it; non-deterministic calls should give
     *     what they gave before
     */
    public static List<Diagnostic> located(List<Diagnostic> errors, Function<Watch, List<Diagnostic>> again) {
        if (!errors.stream().allMatch(Rerun::comesAgain)) {
            return errors;
        }
        Trace trace = new Trace(false, false);
        List<Diagnostic> found = again.apply(Watch.of(trace));
        return found.equals(errors) ? errors.stream().map(trace::located).toList() : errors;
    }

    /** Whether the error does not depend on time and memory. */
    private static boolean comesAgain(Diagnostic error) {
        return error.details() == null
                && switch (error.code()) {
                    case EVAL_CONFLICT, EVAL_TYPE, EVAL_BUILTIN -> true;
                    case PARSE, COMPILE, TYPE, UNSAFE_VAR, RECURSION, UNSUPPORTED, FORMAT, LOAD -> false;
                    case EVAL_CANCEL, EVAL_LIMIT, EVAL_REMOTE, EVAL_INTERNAL -> false;
                };
    }
}
