package dev.writ.ledger.store;

/** Decides which write of a {@link FaultyStore} fails, and how. */
@FunctionalInterface
public interface Faults {
    /** No write fails. */
    Faults NONE = step -> Outcome.WORKS;

    /** Asked once before every write. */
    Outcome at(Step step);

    /** The writes that may fail. */
    enum Step {
        BEGIN,
        READ_DRAFTS,
        INSERT_ENTRIES,
        INSERT_TERMS,
        INSERT_NODES,
        RECORD_KEYS,
        REMOVE_DRAFTS,
        MOVE_HEAD,
        COMMIT,
        BEGIN_SYNC,
        SYNC,
        PUBLISH
    }

    /** How a write ends. */
    enum Outcome {
        WORKS,
        /** It never reaches the store. */
        FAILS_NOT_PERSISTED,
        /** The store does it, and its answer is lost. */
        FAILS_BUT_PERSISTED,
        /** It never reaches the store, and there is no use in trying again. */
        FAILS_FOR_GOOD
    }
}
