/**
 * Files that are old or new and never half: written beside, synced, renamed, and the folder synced after it.
 *
 * <p>Proved by {@code DurableFileTest}.
 */
@NullMarked
package dev.writ.ledger.durable;

import org.jspecify.annotations.NullMarked;
