package dev.writ.ledger.log;

/** How a log, the pin of a node and the node's keys stand to each other. */
public enum Situation {
    /** Nothing was appended and nothing pinned yet. */
    NEW("new"),
    /** The database ends at the pinned head. */
    FINE("fine"),
    /** The database holds the pinned head and entries after it, which a start checks and signs. */
    AHEAD("ahead of the pin"),
    /** The database ends before the pinned head. */
    ROLLED_BACK("rolled back"),
    /** The database reaches the pinned size with another root: another history of the same log. */
    FORKED("another history"),
    /** The database holds a log of another name than the pin. */
    OTHER_LOG("another log"),
    /** There is no pin. */
    PIN_MISSING("pin missing"),
    /** The pin cannot be read. */
    PIN_DAMAGED("pin damaged"),
    /** A key file of the log is not here. */
    KEYS_MISSING("keys missing"),
    /** The keys that are here do not sign for the log. */
    KEYS_DIFFER("keys do not match"),
    /** The rows of the log contradict each other. */
    DATABASE_DAMAGED("database damaged");

    private final String label;

    Situation(String label) {
        this.label = label;
    }

    /** In words. */
    public String label() {
        return label;
    }

    /** Whether a start goes on from here by itself. */
    public boolean starts() {
        return switch (this) {
            case NEW, FINE, AHEAD -> true;
            case ROLLED_BACK,
                    FORKED,
                    OTHER_LOG,
                    PIN_MISSING,
                    PIN_DAMAGED,
                    KEYS_MISSING,
                    KEYS_DIFFER,
                    DATABASE_DAMAGED -> false;
        };
    }

    /** Whether nothing is known against the database, so that a pin may be written from a checkpoint that it extends. */
    boolean takesPin() {
        return switch (this) {
            case FINE, AHEAD, PIN_MISSING, PIN_DAMAGED -> true;
            case NEW, ROLLED_BACK, FORKED, OTHER_LOG, KEYS_MISSING, KEYS_DIFFER, DATABASE_DAMAGED -> false;
        };
    }
}
