package dev.writ.policy.eval;

/** How a statement ended. */
enum Flow {
    /** It holds: go on with the next one. */
    NEXT,
    /** It does not hold, or its loop is through: the block is over, enclosing loops go on. */
    FAIL,
    /** A solution was found and no other is wanted: everything up to the enclosing test or clause is over. */
    DONE
}
