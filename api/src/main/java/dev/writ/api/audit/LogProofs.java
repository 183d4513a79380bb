package dev.writ.api.audit;

import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.publish.LogView;
import org.springframework.stereotype.Service;

/** Entries of a tenant's log with their proofs, for rooms that hand out files which prove themselves. */
@Service
public class LogProofs {
    private final Logs logs;
    private final Payloads payloads;

    LogProofs(Logs logs, Payloads payloads) {
        this.logs = logs;
        this.payloads = payloads;
    }

    /** The origin of the log. */
    public String origin(Tenant tenant) {
        return logs.of(tenant).keys().origin();
    }

    /** An entry as the log has it; 500 if the row contradicts the log. */
    public Entry entry(Tenant tenant, long index) {
        return payloads.entry(tenant, index);
    }

    /** The proof of an entry under the newest checkpoint; 503 as long as none covers it. */
    public LogProof proof(Tenant tenant, long index) {
        return view(tenant)
                .proof(index)
                .orElseThrow(() -> Problem.unavailable(
                                "ledger.unpublished",
                                "no signed checkpoint covers entry `" + index + "` yet",
                                "try again in a moment")
                        .raise());
    }

    /** The head that a proof leads to. */
    public static Checkpoint head(LogProof proof) {
        return proof.checkpoint().checkpoint();
    }

    private LogView view(Tenant tenant) {
        return logs.of(tenant).view();
    }
}
