package dev.writ.policy.plan;

/** What a program is planned for. */
enum Purpose {
    /** Its results, as fast as can be. */
    RESULTS,
    /** Results with marks, so that an evaluation can be explained. */
    EXPLANATION,
    /** Marks, and every rule and solution is tried: no index leaves any out, and no result ends the search for others. */
    EVERYTHING;

    boolean isMarked() {
        return this != RESULTS;
    }
}
