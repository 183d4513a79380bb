package dev.writ.api.permit;

import dev.writ.api.audit.LedgerPosition;
import dev.writ.ledger.permit.Permit;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A permit in a list. */
record PermitView(
        String id,
        String change_request,
        String state,
        @Nullable String environment,
        String action,
        List<Artifact> artifacts,
        String not_before,
        String not_after,
        long uses,
        long uses_left,
        @Nullable String revoked_at,
        Policy policy,
        String digest,
        LedgerPosition ledger) {
    /** An artifact that it is for. */
    record Artifact(String name, String digest) {}

    /** A revision of a policy set. */
    record Policy(String set, String revision) {}

    static PermitView of(String log, IssuedPermit issued, Set<String> withdrawn, Instant now) {
        Permit permit = issued.permit();
        return new PermitView(
                permit.id(),
                permit.changeRequest(),
                PermitState.of(issued, withdrawn, now).word(),
                permit.environment().orElse(null),
                permit.action(),
                permit.artifacts().stream()
                        .map(subject -> new Artifact(subject.name(), subject.text()))
                        .toList(),
                permit.notBefore().text(),
                permit.notAfter().text(),
                permit.uses(),
                issued.usesLeft(),
                issued.revokedAt().map(Instant::toString).orElse(null),
                new Policy(permit.policy().set(), permit.policy().text()),
                "sha256:" + permit.digest().hex(),
                new LedgerPosition(log, issued.index()));
    }
}
