package dev.writ.policy.ir;

/** The two documents that come from outside the program. */
public enum Root {
    /** What the caller of an evaluation supplies; it may be absent. */
    INPUT,
    /** The base documents the program was loaded with; rules are not visible through this root. */
    DATA
}
