package dev.writ.ledger.log;

import dev.writ.ledger.entry.Genesis;
import dev.writ.ledger.keys.KeyGenerations;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.note.VerifierKey;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.LedgerReader;
import dev.writ.ledger.store.LedgerStore;
import dev.writ.ledger.store.StoreException;
import dev.writ.ledger.store.StoreException.Kind;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Brings a log up: makes genesis in an empty log, checks everything else, drains the outbox and starts the sequencer.
 *
 * @param store the log's rows
 * @param signers this node's keys, all named as the origin
 * @param pin this node's pin
 * @param trusted a signed checkpoint from a witness or an operator that takes the place of a missing pin
 * @param clock time of entries and signatures
 * @param options limits
 * @param pause waits between tries
 */
public record LogStarter(
        LedgerStore store,
        List<CheckpointSigner> signers,
        Pin pin,
        Optional<Bytes> trusted,
        InstantSource clock,
        LogOptions options,
        Pause pause) {
    /** Copies the signers. */
    public LogStarter {
        signers = List.copyOf(signers);
    }

    /** The same start with other keys. */
    LogStarter with(List<CheckpointSigner> others) {
        return new LogStarter(store, others, pin, trusted, clock, options, pause);
    }

    /**
     * A log that may be appended to and signed.
     *
     * @param appender appends to it
     * @param pinned the tree at the pinned size
     * @param history its keys, of which the newest sign for it
     */
    record Checked(BatchAppender appender, CompactRange pinned, KeyGenerations history) {}

    /**
     * The keys that a log with entries had until now.
     *
     * @throws LogStartException if an entry that names them is missing or damaged
     * @throws StoreException if the store fails otherwise
     */
    public static KeyGenerations history(LedgerReader store) {
        try {
            return KeyGenerations.read(store);
        } catch (StoreException e) {
            throw e.kind() == Kind.FATAL ? new LogStartException(e.reason(), e) : e;
        }
    }

    /**
     * Starts.
     *
     * @throws LogStartException if the log must not be started as it is
     * @throws StoreException if the store fails
     */
    public Sequencer start() {
        Checked checked = check();
        CheckpointPublisher publisher =
                new CheckpointPublisher(store, signers, checked.history().nextChange(), pin, checked.pinned(), clock);
        Sequencer sequencer = new Sequencer(store, checked.appender(), publisher, options);
        sequencer.start();
        return sequencer;
    }

    /**
     * Makes genesis in an empty log, and checks everything else.
     *
     * @throws LogStartException if the log must not be started as it is
     * @throws StoreException if the store fails
     */
    Checked check() {
        TrustedKeys keys =
                new TrustedKeys(signers.stream().map(CheckpointSigner::key).toList());
        Genesis genesis = new Genesis(
                keys.origin(), keys.keys().stream().map(VerifierKey::text).toList());
        Checkpoint pinned = pinned(keys);
        BatchAppender appender = new BatchAppender(store, clock, options, pause);
        store.create();
        if (store.head().orElse(Head.EMPTY).size() == 0 && pinned.size() == 0) {
            appender.genesis(now -> BatchPlan.genesis(genesis.draft(), now));
        }
        store.sync();
        Recovery recovery = new Recovery(store);
        Head head = recovery.checkHead();
        CompactRange range = recovery.checkPin(pinned, head, "the pin `" + pin.file() + "`");
        return new Checked(appender, range, recovery.checkKeys(keys));
    }

    private Checkpoint pinned(TrustedKeys keys) {
        try {
            Optional<Checkpoint> known = pin.read();
            Checkpoint head = known.isPresent() ? known.get() : fromTrusted(keys);
            if (!head.origin().equals(keys.origin())) {
                throw new LogStartException("the pin `" + pin.file() + "` is of the log `" + head.origin()
                        + "` and the keys are of `" + keys.origin() + "`");
            }
            return head;
        } catch (IOException e) {
            throw new LogStartException("the pin `" + pin.file() + "` cannot be read: " + e.getMessage(), e);
        }
    }

    private Checkpoint fromTrusted(TrustedKeys keys) {
        Bytes note = trusted.orElseThrow(() -> new LogStartException("this node has no pin `" + pin.file()
                + "`: give it the newest checkpoint that a witness, a verifier or another node has"));
        try {
            return verified(note, keys).checkpoint();
        } catch (NoteException e) {
            throw new LogStartException(
                    "the checkpoint that was given instead of a pin is refused: " + e.getMessage(), e);
        }
    }

    /** By the keys of the time of the checkpoint, which may be older than a change of keys. */
    private SignedCheckpoint verified(Bytes note, TrustedKeys now) {
        return store.head().filter(head -> head.size() > 0).isEmpty()
                ? now.verify(note)
                : KeyGenerations.read(store).verify(note);
    }
}
