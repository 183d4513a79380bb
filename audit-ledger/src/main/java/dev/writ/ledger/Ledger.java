package dev.writ.ledger;

import dev.writ.ledger.keys.KeyCustodyException;
import dev.writ.ledger.keys.KeyGenerations;
import dev.writ.ledger.log.Admission;
import dev.writ.ledger.log.AppendResult;
import dev.writ.ledger.log.KeyRotation;
import dev.writ.ledger.log.LogStartException;
import dev.writ.ledger.log.LogStarter;
import dev.writ.ledger.log.LogUnavailableException;
import dev.writ.ledger.log.Pause;
import dev.writ.ledger.log.Sequencer;
import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.publish.LogView;
import dev.writ.ledger.store.LedgerStore;
import dev.writ.ledger.store.StoreException;
import java.util.List;
import java.util.Optional;

/**
 * A running log. A state change takes an {@link #admit admission}, commits its rows together with a draft in the outbox, calls
 * {@link Admission#drafted}, and shows its effect only when that answers {@link AppendResult.Appended}. Where nothing else is to
 * be committed, {@link Admission#append} takes the draft itself. Safe for use by many threads.
 */
public final class Ledger implements AutoCloseable {
    private final Sequencer sequencer;
    private final LogView view;
    private final TrustedKeys keys;

    private Ledger(Sequencer sequencer, LogView view, TrustedKeys keys) {
        this.sequencer = sequencer;
        this.view = view;
        this.keys = keys;
    }

    /**
     * Opens a log: makes keys and genesis if it is empty, else checks it, and drains the drafts that an earlier run left.
     *
     * @throws LogStartException if the log must not be started as it is; the message says what to do
     * @throws StoreException if the store fails
     */
    public static Ledger open(LedgerConfig config, LedgerStore store) {
        store.create();
        NodeFolder folder = new NodeFolder(config.folder(), config.random());
        Optional<KeyGenerations> history = history(store);
        List<CheckpointSigner> signers = history.map(known -> folder.current(config.origin(), known))
                .orElseGet(() -> folder.first(config.origin()));
        Sequencer sequencer = starter(config, folder, store, signers).start();
        try {
            history.ifPresent(known -> retire(folder, known));
        } catch (LogStartException e) {
            sequencer.close();
            throw e;
        }
        TrustedKeys keys =
                new TrustedKeys(signers.stream().map(CheckpointSigner::key).toList());
        return new Ledger(sequencer, new LogView(store), keys);
    }

    /**
     * Changes the keys of a log that this node does not run now: makes new ones beside the old ones, appends the entry by which both
     * agree, and signs the head by the new ones. After a failure at any point the log can be opened, or this called again.
     *
     * @return the history of the keys after it
     * @throws LogStartException if the log has no entry yet, or must not be started as it is; the message says what to do
     * @throws StoreException if the store fails
     */
    public static KeyGenerations rotateKeys(LedgerConfig config, LedgerStore store) {
        KeyGenerations history = history(store)
                .orElseThrow(() ->
                        new LogStartException("the log has no entry yet: its keys are made with its first start"));
        NodeFolder folder = new NodeFolder(config.folder(), config.random());
        List<CheckpointSigner> before = folder.current(config.origin(), history);
        try {
            List<CheckpointSigner> after = folder.keys().next(history);
            new KeyRotation(starter(config, folder, store, before), after).run();
        } catch (KeyCustodyException e) {
            throw new LogStartException(String.valueOf(e.getMessage()), e);
        }
        KeyGenerations changed = KeyGenerations.read(store);
        retire(folder, changed);
        return changed;
    }

    /** The keys that the log had; empty if it has no entry, so that the first start makes them. */
    private static Optional<KeyGenerations> history(LedgerStore store) {
        return store.head().filter(head -> head.size() > 0).map(_ -> LogStarter.history(store));
    }

    private static LogStarter starter(
            LedgerConfig config, NodeFolder folder, LedgerStore store, List<CheckpointSigner> signers) {
        return new LogStarter(
                store, signers, folder.pin(), config.trusted(), config.clock(), config.options(), Pause.real());
    }

    /** Once the log has started, the change of keys is durable. */
    private static void retire(NodeFolder folder, KeyGenerations history) {
        try {
            folder.keys().retire(history);
        } catch (KeyCustodyException e) {
            throw new LogStartException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Takes a place for one draft, before the transaction that commits it.
     *
     * @throws LogUnavailableException if the log takes none now; answer 503 and commit nothing
     */
    public Admission admit() {
        return sequencer.admit();
    }

    /** Tells the log that the outbox holds drafts that nobody waits for. */
    public void wake() {
        sequencer.wake();
    }

    /** Why the log takes no drafts now; empty if it does. */
    public Optional<AppendResult.Unavailable> unavailable() {
        return sequencer.unavailable();
    }

    /** How many drafts are admitted and not yet answered. */
    public int waiting() {
        return sequencer.waiting();
    }

    /** What the log shows to the world. */
    public LogView view() {
        return view;
    }

    /** The public keys of this node. */
    public TrustedKeys keys() {
        return keys;
    }

    /** Finishes the batch under way and stops. The store stays open. */
    @Override
    public void close() {
        sequencer.close();
    }
}
