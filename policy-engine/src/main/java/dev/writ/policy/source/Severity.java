package dev.writ.policy.source;

/** How much a diagnostic weighs. */
public enum Severity {
    /** The program is refused. */
    ERROR,
    /** The program runs, but something in it deserves a look. */
    WARNING
}
