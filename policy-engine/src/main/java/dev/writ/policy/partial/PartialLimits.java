package dev.writ.policy.partial;

/**
 * How much a partial evaluation may make. Reaching a limit ends it with a diagnostic that names the limit and the place; the
 * limits on time and steps are those of the evaluation.
 *
 * @param branches the alternatives that are looked at, which bounds the queries and the rules that are made
 * @param depth the rules that are put into each other
 * @param cases the values of a known collection that a condition is made for each of; where there are more the collection
 *     is referred to
 */
public record PartialLimits(int branches, int depth, int cases) {

    private static final PartialLimits STANDARD = new PartialLimits(100_000, 200, 1_000);

    public PartialLimits {
        if (branches < 1 || depth < 1 || cases < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** 100,000 branches, 200 rules deep, 1,000 cases. */
    public static PartialLimits standard() {
        return STANDARD;
    }
}
