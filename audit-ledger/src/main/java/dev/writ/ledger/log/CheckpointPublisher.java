package dev.writ.ledger.log;

import dev.writ.ledger.keys.KeyGenerations;
import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.merkle.GrowingTree;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.LedgerReader;
import dev.writ.ledger.store.LedgerStore;
import dev.writ.ledger.store.RecordedKey;
import dev.writ.ledger.store.StoreException;
import dev.writ.ledger.store.StoreException.Kind;
import dev.writ.ledger.store.StoredCheckpoint;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/**
 * Signs heads. Reads the head back from the store, syncs, grows the pinned tree by the leaf hashes that the store gives for
 * everything since, and signs only if that leads to the root that was read before the sync. The pin is durable before the note
 * leaves. Used by one thread, while another one may commit further batches.
 */
final class CheckpointPublisher {
    private final LedgerStore store;
    private final List<CheckpointSigner> signers;
    private final String origin;
    private final IdempotencyKey nextChange;
    private final Pin pin;
    private final InstantSource clock;
    private CompactRange pinned;
    private long published = -1;
    private long lastSeconds;

    /**
     * A publisher.
     *
     * @param signers the keys that sign for the log now
     * @param nextChange the number of the change of keys after which they do not
     * @param pinned the tree at the pinned size, which was checked against the store
     */
    CheckpointPublisher(
            LedgerStore store,
            List<CheckpointSigner> signers,
            long nextChange,
            Pin pin,
            CompactRange pinned,
            InstantSource clock) {
        this.store = store;
        this.signers = List.copyOf(signers);
        this.origin = this.signers.getFirst().key().name();
        this.nextChange = KeyGenerations.change(nextChange);
        this.pin = pin;
        this.pinned = pinned;
        this.clock = clock;
    }

    /**
     * The committed head, after a sync that began when it was committed: everything up to it is on stable storage.
     *
     * @throws StoreException {@code FATAL} if the sync failed or the head row is gone; {@code RETRYABLE} if the store does not
     *     answer
     */
    Head durableHead() {
        Head head = store.head().orElseThrow(() -> new StoreException(Kind.FATAL, "the head row is gone", null));
        if (head.size() != published) {
            store.sync();
        }
        return head;
    }

    /**
     * Signs and publishes a durable head if there is not yet a checkpoint of it.
     *
     * @param head what {@link #durableHead} gave
     * @throws StoreException {@code FATAL} if the head does not extend the pin; {@code RETRYABLE} if the store does not answer
     * @throws IOException if the pin cannot be written; no note was released then
     */
    void publish(Head head) throws IOException {
        if (head.size() == published) {
            return;
        }
        CompactRange grown = extend(head);
        requireKeys(head);
        Checkpoint checkpoint = new Checkpoint(origin, head.size(), grown.root());
        SignedCheckpoint signed = SignedCheckpoint.sign(checkpoint, signers, seconds(head));
        pin.write(checkpoint);
        pinned = grown;
        store.publish(new StoredCheckpoint(head.size(), signed.bytes()));
        published = head.size();
    }

    /** Whether the pin vouches for a head that was found to be durable. */
    boolean isPinned(Head head) {
        return pinned.size() >= head.size();
    }

    /** Another node may have changed the keys: its entry and what it is recorded under were committed together. */
    private void requireKeys(Head head) {
        RecordedKey change = store.recorded(List.of(nextChange)).get(nextChange);
        if (change != null && change.seq() < head.size()) {
            throw new StoreException(
                    Kind.FATAL,
                    "the keys of the log were changed by entry `" + change.seq()
                            + "`: nothing was signed, copy the new key files here",
                    null);
        }
    }

    private CompactRange extend(Head head) {
        if (head.size() < pinned.size()) {
            throw fork("has " + head.size() + " entries", head);
        }
        GrowingTree tree = pinned.grow();
        while (tree.size() < head.size()) {
            long to = Math.min(head.size(), tree.size() + LedgerReader.MAX_ROWS);
            store.leafHashes(tree.size(), to).forEach(tree::append);
        }
        CompactRange grown = tree.range();
        if (!grown.root().equals(head.root())) {
            throw fork("does not contain it", head);
        }
        return grown;
    }

    private StoreException fork(String problem, Head head) {
        return new StoreException(
                Kind.FATAL,
                "the pin `" + pin.file() + "` holds the head of size " + pinned.size() + " with root "
                        + pinned.root().base64() + ", the database " + problem + " (its root is "
                        + head.root().base64() + "): nothing was signed, restore the newer database",
                null);
    }

    /** Never before the newest entry nor the last signature, whatever the clock does. */
    private long seconds(Head head) {
        lastSeconds = Math.max(lastSeconds, Math.max(head.lastTime(), clock.millis()) / 1000);
        return lastSeconds;
    }
}
