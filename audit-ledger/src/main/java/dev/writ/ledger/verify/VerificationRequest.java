package dev.writ.ledger.verify;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TrustedKeys;
import java.util.List;

/**
 * What the caller knows and wants checked.
 *
 * @param keys keys of the log, from a source that is not the log; every one must have signed
 * @param since older checkpoints as signed notes; the log must extend each
 * @param proofs proofs (tlog-proof) that must hold and fit the log
 */
public record VerificationRequest(TrustedKeys keys, List<Bytes> since, List<Bytes> proofs) {
    /** Copies the lists. */
    public VerificationRequest {
        since = List.copyOf(since);
        proofs = List.copyOf(proofs);
    }

    /** Keys alone. */
    public static VerificationRequest of(TrustedKeys keys) {
        return new VerificationRequest(keys, List.of(), List.of());
    }
}
