package dev.writ.api.evidence;

import dev.writ.api.audit.LoggedEntry;
import dev.writ.api.audit.Payloads;
import dev.writ.api.identity.Principals;
import dev.writ.api.platform.JsonBodies;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.dsse.Envelope;
import dev.writ.ledger.dsse.Statement;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.TreeHash;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Recorded evidence as the rules see it. Everything is read from the envelope that the log commits to, so that a changed row
 * changes no decision.
 */
@Component
class EvidenceReader {
    private final Payloads payloads;
    private final Principals principals;
    private final JsonBodies bodies;

    EvidenceReader(Payloads payloads, Principals principals, JsonBodies bodies) {
        this.payloads = payloads;
        this.principals = principals;
        this.bodies = bodies;
    }

    /** The statement that an envelope holds, after its syntax was checked. */
    Statement statement(Envelope envelope) {
        return Envelopes.statement(bodies.value(envelope.payload().toArray(), "the envelope's payload"));
    }

    /** One record about the artifact; 500 if the rows contradict the log. */
    Json read(Tenant tenant, EvidenceRepository.Found found, String digest) {
        LoggedEntry recorded = payloads.read(tenant, found.draftKey(), found.index());
        return facts(tenant, found, digest, recorded)
                .orElseThrow(() -> Payloads.contradiction("the stored evidence `" + found.id() + "`", found.index())
                        .raise());
    }

    private Optional<Json> facts(Tenant tenant, EvidenceRepository.Found found, String digest, LoggedEntry recorded) {
        Json body = recorded.payload().get("envelope");
        if (body == null || !entryFits(tenant, found, recorded)) {
            return Optional.empty();
        }
        Envelope envelope = Envelopes.read(body);
        boolean signedByKey = envelope.signatures().stream()
                .anyMatch(signature -> signature.keyid().equals(found.keyid()));
        String statementDigest = "sha256:" + TreeHash.sha256(envelope.payload()).hex();
        if (!signedByKey || !statementDigest.equals(found.statementDigest())) {
            return Optional.empty();
        }
        Statement statement = statement(envelope);
        return statement.subjects().stream()
                .filter(subject -> subject.text().equals(digest))
                .findFirst()
                .map(subject -> facts(found, statement, subject));
    }

    private boolean entryFits(Tenant tenant, EvidenceRepository.Found found, LoggedEntry recorded) {
        Json id = recorded.entry().body().members().get("evidence");
        return recorded.entry().type().equals(EvidenceStore.ENTRY_TYPE)
                && new Json.Str(found.id().toString()).equals(id)
                && principals
                        .find(tenant, found.producer())
                        .filter(producer -> producer.ledgerId()
                                .equals(recorded.entry().principals().get("by")))
                        .isPresent();
    }

    private static Json facts(EvidenceRepository.Found found, Statement statement, Statement.Subject subject) {
        return new Json.Obj(Map.of(
                "id", new Json.Str(found.id().toString()),
                "predicate_type", new Json.Str(statement.predicateType()),
                "predicate", statement.predicate(),
                "subject_name", new Json.Str(subject.name()),
                "digest", new Json.Str(subject.text()),
                "producer", new Json.Str(found.producer()),
                "recorded_at", new Json.Str(new Timestamp(found.recordedAt().toEpochMilli()).text()),
                "ledger_index", new Json.Num(found.index())));
    }
}
