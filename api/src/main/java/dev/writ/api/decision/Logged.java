package dev.writ.api.decision;

/**
 * A decision that is in the log.
 *
 * @param decision it
 * @param draftKey where its payload is
 * @param index its index in the log
 */
record Logged(Decision decision, String draftKey, long index) {}
