package dev.writ.api.audit;

/**
 * Where in which log an entry is.
 *
 * @param log name of the log
 * @param index position of the entry, from 0
 */
public record LedgerPosition(String log, long index) {}
