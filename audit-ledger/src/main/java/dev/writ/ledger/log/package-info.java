/**
 * The writer of a log: group commit, recovery at start, and the signing of heads that extend this node's pin. Two stages, each on
 * a thread of its own: {@code Committing} commits a batch while {@code Publishing} syncs, signs and answers the one before.
 *
 * <p>The rules of this package, each with the test that proves it: nothing is acknowledged before it is committed and synced
 * ({@code SequencerFaultsTest}); a lost answer to a commit is looked up before anything is tried again (the same); only a head
 * that was read back and extends the pin is signed, and the pin is durable before the note is released ({@code
 * CheckpointPublisherTest}); nobody of a batch in flight is answered before its checkpoint is published, nor if the log halts
 * ({@code InFlightTest}); a start checks head, entries, keys and pin and drains the outbox ({@code RecoveryTest}).
 */
@NullMarked
package dev.writ.ledger.log;

import org.jspecify.annotations.NullMarked;
