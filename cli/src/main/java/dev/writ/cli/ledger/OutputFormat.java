package dev.writ.cli.ledger;

/** How a verifying command prints what it found. */
public enum OutputFormat {
    /** For people. */
    TEXT,
    /** For machines. */
    JSON
}
