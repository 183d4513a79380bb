package dev.writ.policy.explain;

/** How much of an evaluation is shown. */
public enum TraceDetail {
    /** Nothing. */
    OFF,
    /** Every step. */
    FULL,
    /** What {@code trace} says, and the bodies that led there. */
    NOTES,
    /** What failed, and the bodies that led there. */
    FAILS,
    /** Every step; OPA shows unifications, too. */
    DEBUG
}
