package dev.writ.policy.builtin;

/**
 * How large the result of one call may get. Reaching a limit ends the evaluation with an error; it never shortens a
 * result.
 *
 * @param maxStringLength UTF-16 units of a string
 * @param maxCollectionSize elements of an array or set, entries of an object
 * @param maxDepth levels of nesting
 */
public record BuiltinLimits(int maxStringLength, int maxCollectionSize, int maxDepth) {

    /** 64 Mi characters, 8 Mi elements, 1,000 levels. */
    public static final BuiltinLimits DEFAULT = new BuiltinLimits(64 << 20, 8 << 20, 1_000);

    public BuiltinLimits {
        if (maxStringLength <= 0 || maxCollectionSize <= 0 || maxDepth <= 0) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
