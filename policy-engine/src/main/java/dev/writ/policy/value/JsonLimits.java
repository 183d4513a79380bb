package dev.writ.policy.value;

/**
 * How much a JSON text may ask for.
 *
 * @param maxBytes the longest text, in bytes of UTF-8
 * @param maxDepth the deepest nesting of arrays and objects
 */
public record JsonLimits(int maxBytes, int maxDepth) {
    /** 1 GiB and 1,000 levels. */
    public static final JsonLimits DEFAULT = new JsonLimits(1 << 30, 1_000);

    public JsonLimits {
        if (maxBytes < 1 || maxDepth < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
