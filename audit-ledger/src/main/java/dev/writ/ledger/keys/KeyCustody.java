package dev.writ.ledger.keys;

import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.TrustedKeys;
import java.util.List;

/**
 * Where a node's private keys are: in files now, in a token or a key service later, which never give them away. Safe to use again
 * after a crash at any point. Used by one thread.
 */
public interface KeyCustody {
    /**
     * A signer for each of the keys, in the order of their algorithms.
     *
     * @throws KeyCustodyException if one is not kept here, naming it
     */
    List<CheckpointSigner> signers(TrustedKeys keys);

    /**
     * One signer of each algorithm for keys that never signed: fresh ones, or those that an earlier call made and nobody used. When the
     * call returns they are kept as safely as they will ever be.
     *
     * @param history every key that the log ever had
     * @throws KeyCustodyException if none can be made
     */
    List<CheckpointSigner> next(KeyGenerations history);

    /**
     * Puts aside the keys that were replaced. They sign nothing any more, but are not destroyed.
     *
     * @throws KeyCustodyException if that fails; calling it again goes on
     */
    void retire(KeyGenerations history);
}
