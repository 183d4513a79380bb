package dev.writ.ledger.verify;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TrustedKeys;
import java.util.List;

/**
 * What the caller knows and wants checked.
 *
 * @param keys keys of the log, from a source that is not the log; every one must have signed, then or before the keys were changed
 * @param since older checkpoints as signed notes; the log must extend each
 * @param proofs proofs (tlog-proof) that must hold and fit the log
 * @param onlyNew whether entries that the newest of {@code since} covers are taken as verified before, with all of their tiles
 * @param threads how many bundles are checked at once
 */
public record VerificationRequest(
        TrustedKeys keys, List<Bytes> since, List<Bytes> proofs, boolean onlyNew, int threads) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if only what is new shall be verified and nothing says what that is
     */
    public VerificationRequest {
        since = List.copyOf(since);
        proofs = List.copyOf(proofs);
        if (onlyNew && since.isEmpty()) {
            throw new IllegalArgumentException("what is new can only be told from an older checkpoint");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is needed");
        }
    }

    /** Everything, on all cores. */
    public VerificationRequest(TrustedKeys keys, List<Bytes> since, List<Bytes> proofs) {
        this(keys, since, proofs, false, Runtime.getRuntime().availableProcessors());
    }

    /** The same, of what came after the newest of {@code since}. */
    public VerificationRequest withOnlyNew() {
        return new VerificationRequest(keys, since, proofs, true, threads);
    }

    /** The same with another number of bundles at once. */
    public VerificationRequest withThreads(int number) {
        return new VerificationRequest(keys, since, proofs, onlyNew, number);
    }

    /** Keys alone. */
    public static VerificationRequest of(TrustedKeys keys) {
        return new VerificationRequest(keys, List.of(), List.of());
    }
}
