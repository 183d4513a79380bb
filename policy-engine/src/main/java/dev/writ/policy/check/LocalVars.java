package dev.writ.policy.check;

/** Hands out the variables of one rule or query. */
final class LocalVars {
    private int next;

    /** A new variable with the name that was written. */
    LocalVar named(String name) {
        return new LocalVar(next++, name);
    }

    /** A new variable that nobody wrote. */
    LocalVar made() {
        return new LocalVar(next++, "");
    }

    int count() {
        return next;
    }
}
