package dev.writ.cli.ledger;

/** How a command of the ledger prints what it found. */
enum OutputFormat {
    /** For people. */
    TEXT,
    /** For machines. */
    JSON
}
