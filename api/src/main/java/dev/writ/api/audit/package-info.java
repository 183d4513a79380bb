/**
 * The ledger in the service: the store ports on jOOQ, the outbox that every state change goes through, salted payloads beside
 * the log, and the {@code /ledger} endpoints.
 *
 * <p>{@code JooqLedgerStoreTest} runs the ledger's own store contract; {@code KilledServiceIT} and {@code FullDiskIT} prove that
 * what was acknowledged is durable; {@code ErasureTest}, {@code ErasedBytesTest} and {@code RestoredErasuresTest} that what is erased is
 * gone and stays so, {@code SearchTest} that entries are found.
 */
@NullMarked
package dev.writ.api.audit;

import org.jspecify.annotations.NullMarked;
