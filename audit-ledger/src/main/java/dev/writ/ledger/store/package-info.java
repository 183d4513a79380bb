/**
 * The ports between the log and a database: what must be durable, and when. Nothing here knows SQL.
 *
 * <p>Every method states durability, concurrency and what a caller may do after a failure; {@link
 * dev.writ.ledger.store.StoreException.Kind} is the only place that names failures as retryable, unknown or fatal. Every
 * implementation passes {@code LedgerStoreContract}, which is published in this module's test jar.
 */
@NullMarked
package dev.writ.ledger.store;

import org.jspecify.annotations.NullMarked;
