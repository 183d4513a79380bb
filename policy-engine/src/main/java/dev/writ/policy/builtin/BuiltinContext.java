package dev.writ.policy.builtin;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a built-in may use of the evaluation it is called in. One evaluation, one thread. */
public interface BuiltinContext {

    /** The place of the call in the source, or null where there is none. */
    @Nullable
    Span location();

    /**
     * Called by everything that loops over data it was given.
     *
     * @throws RuntimeException the executor's own, if the deadline has passed or the evaluation was cancelled; a
     *     built-in lets it through
     */
    void checkpoint();

    /** How large results may get. */
    BuiltinLimits limits();

    /** The exception that ends the evaluation because {@code what} got too large; the caller throws it. */
    RuntimeException limitExceeded(String what);

    /** The sources of non-determinism. To be used only inside of {@link #recorded}. */
    BuiltinEnvironment environment();

    /**
     * The value of a non-deterministic call: the same for equal operands in the whole evaluation, taken from the record
     * where an evaluation is replayed, and added to the record otherwise.
     */
    RegoValue recorded(String builtin, List<RegoValue> operands, Supplier<RegoValue> compute);

    /** Compiled patterns, shared by evaluations. */
    PatternCache patterns();

    /** Whether output of {@code print} goes anywhere; where it does not, its operands need not be rendered. */
    boolean printing();

    /** One line of {@code print} output. */
    void print(String line);

    /** A note of {@code trace}, for explanations. */
    void note(String text);
}
