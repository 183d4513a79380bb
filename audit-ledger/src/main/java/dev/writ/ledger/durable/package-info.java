/**
 * Files that are old or new and never half: written beside, synced, renamed, and the folder synced after it; or, where one small
 * value changes often, two slots of one file that are written in turn.
 *
 * <p>Proved by {@code DurableFileTest} and {@code TwoSlotFileTest}.
 */
@NullMarked
package dev.writ.ledger.durable;

import org.jspecify.annotations.NullMarked;
