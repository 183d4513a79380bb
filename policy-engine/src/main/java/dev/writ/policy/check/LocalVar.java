package dev.writ.policy.check;

/**
 * A variable of one rule or query.
 *
 * @param id dense from 0 in the rule, its else branches and everything nested in it
 * @param name as it was written; {@code _} for a wildcard, empty for one that the checker made
 */
public record LocalVar(int id, String name) {
    /** True if the name means something to whoever wrote the rule. */
    public boolean isNamed() {
        return !name.isEmpty() && !name.equals("_");
    }
}
