package dev.writ.ledger.log;

import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.KeyChange;
import dev.writ.ledger.entry.PreparedDraft;
import dev.writ.ledger.keys.KeyGenerations;
import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.KeySuccession;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.note.VerifierKey;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.RecordedKey;
import dev.writ.ledger.store.StoreException;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes the keys of a log which this node does not run: appends the entry that the keys before and the keys after have signed, and
 * signs the head that holds it by the keys after. A crash leaves the log of before or that of after: which keys sign is what the log
 * says, never what the folder of keys says.
 *
 * @param before how the log is started with the keys that sign now
 * @param after signers of the keys that sign from now on
 */
public record KeyRotation(LogStarter before, List<CheckpointSigner> after) {
    /** Copies the list. */
    public KeyRotation {
        after = List.copyOf(after);
    }

    /**
     * Rotates. When it returns, entry and checkpoint are durable and published.
     *
     * @return index of the entry
     * @throws LogStartException if the log must not be started as it is, or its keys were changed by another node meanwhile
     * @throws StoreException if the store fails; the change may have come into effect, or may not
     */
    public long run() {
        LogStarter.Checked checked = before.check();
        KeyGenerations history = checked.history();
        IdempotencyKey key = KeyGenerations.change(history.nextChange());
        EntryDraft draft = change(history).draft();
        RecordedKey recorded = append(checked, new Submission(key, draft.digest(), PreparedDraft.of(draft)));
        if (!recorded.fingerprint().equals(draft.digest())) {
            throw new LogStartException("the keys of the log were changed by entry `" + recorded.seq()
                    + "` of another node meanwhile: copy its key files here");
        }
        before.with(after).start().close();
        return recorded.seq();
    }

    /** Where other drafts fill a batch, the next one takes it. */
    private static RecordedKey append(LogStarter.Checked checked, Submission submission) {
        while (true) {
            RecordedKey recorded =
                    checked.appender().append(List.of(submission)).results().get(submission.key());
            if (recorded != null) {
                return recorded;
            }
        }
    }

    private KeyChange change(KeyGenerations history) {
        TrustedKeys old = history.current().keys();
        List<VerifierKey> fresh = after.stream().map(CheckpointSigner::key).toList();
        var succession = new KeySuccession(history.origin(), history.nextChange(), old.keys(), fresh);
        List<CheckpointSigner> all = new ArrayList<>(before.signers());
        after.stream().filter(signer -> !old.keys().contains(signer.key())).forEach(all::add);
        long seconds = before.clock().millis() / 1000;
        SignedCheckpoint note = SignedCheckpoint.sign(succession.statement(), all, seconds);
        return new KeyChange(
                fresh.stream().map(VerifierKey::text).toList(), note.bytes().text());
    }
}
