package dev.writ.api.evidence;

import dev.writ.api.audit.Idempotency;
import dev.writ.api.audit.Journal;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Limits;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.dsse.Envelope;
import dev.writ.ledger.dsse.Statement;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Takes evidence in, after checking who signed it, and gives it to the rules. */
@Service
public class EvidenceStore {
    /** Type of the entries. */
    static final String ENTRY_TYPE = "evidence.recorded";

    private static final String OPERATION = "evidence.submit";

    private final EvidenceRepository rows;
    private final Producers producers;
    private final Idempotency idempotency;
    private final Journal journal;
    private final EvidenceReader reader;
    private final Limits limits;
    private final Ids ids;
    private final Clock clock;

    EvidenceStore(
            EvidenceRepository rows,
            Producers producers,
            Idempotency idempotency,
            Journal journal,
            EvidenceReader reader,
            Limits limits,
            Ids ids,
            Clock clock) {
        this.rows = rows;
        this.producers = producers;
        this.idempotency = idempotency;
        this.journal = journal;
        this.reader = reader;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is recorded for exactly this artifact by keys that are not revoked, in the order of the log, as the rules see it.
     *
     * @param digest {@code sha256:} and 64 hexadecimal digits
     * @throws dev.writ.api.platform.ProblemException 413 if there is more than the rules may be given, so that nothing is left
     *     out silently
     */
    public List<Json> of(Tenant tenant, String digest) {
        List<EvidenceRepository.Found> found = rows.of(tenant, digest, limits.evidencePerArtifact() + 1);
        if (found.size() > limits.evidencePerArtifact()) {
            throw tooMuch(digest).raise();
        }
        return found.stream().map(record -> reader.read(tenant, record, digest)).toList();
    }

    /** Digests of those statements, in the order of the log. */
    public List<String> digests(Tenant tenant, String digest) {
        return rows.of(tenant, digest, limits.evidencePerArtifact() + 1).stream()
                .map(EvidenceRepository.Found::statementDigest)
                .toList();
    }

    private Problem tooMuch(String digest) {
        return Problem.tooLarge(
                "evidence.too_much",
                "there are more than " + limits.evidencePerArtifact() + " statements about `" + digest
                        + "`, or more than " + limits.evidenceBytes() + " bytes of them",
                "build the artifact anew, so that it has a digest of its own, or let an administrator revoke the key"
                        + " that signed too much");
    }

    /**
     * Leaves with 413 if the artifact would have more evidence than the rules may be given: refused here, so that nobody can
     * make an artifact undecidable by stating too much about it.
     */
    private void requireRoom(Tenant tenant, Statement statement) {
        for (Statement.Subject subject : statement.subjects()) {
            List<Json> known = of(tenant, subject.text());
            long bytes = statement.predicate().canonical().size();
            for (Json record : known) {
                bytes += record.canonical().size();
            }
            if (known.size() >= limits.evidencePerArtifact() || bytes > limits.evidenceBytes()) {
                throw tooMuch(subject.text()).raise();
            }
        }
    }

    /**
     * What came of a submission.
     *
     * @param record the record of the statement
     * @param created whether the submission made it, rather than found it
     */
    record Submission(EvidenceRepository.Stored record, boolean created) {}

    /**
     * Takes an envelope in. A statement that is on record under a key that is not revoked is not recorded again: it would
     * become the newest one, and old measurements could be replayed as new ones.
     */
    Submission submit(Caller caller, Json.Obj body, Optional<String> idempotencyKey) {
        Tenant tenant = caller.tenant();
        Hash fingerprint = TreeHash.sha256(body.canonical());
        var before = idempotency.before(caller, OPERATION, idempotencyKey, fingerprint);
        if (before.isPresent()) {
            return new Submission(
                    rows.find(tenant, before.get())
                            .orElseThrow(() -> Idempotency.inProgress().raise()),
                    true);
        }
        Envelope envelope = Envelopes.read(body);
        Producer producer = signer(caller, envelope);
        Statement statement = statement(envelope);
        String digest = "sha256:" + TreeHash.sha256(envelope.payload()).hex();
        var known = rows.recorded(tenant, digest);
        if (known.isPresent()) {
            return new Submission(known.get(), false);
        }
        requireRoom(tenant, statement);
        UUID id = ids.ordered();
        var row = new EvidenceRepository.Row(id, statement, producer, digest);
        EntryDraft draft = draft(caller, id, statement);
        var recorded = journal.commit(tenant, drafts -> {
            String key = drafts.add(draft, Map.of("envelope", body));
            if (!rows.insert(tenant, row, clock.instant(), key)) {
                throw beingRecorded().raise();
            }
            idempotency.remember(caller, OPERATION, idempotencyKey, fingerprint, id);
            return row;
        });
        return new Submission(new EvidenceRepository.Stored(id, row.statementDigest(), recorded.index()), true);
    }

    private static Problem beingRecorded() {
        return Problem.conflict(
                "evidence.in_progress",
                "the same statement, signed by the same key, is being recorded",
                "send it again in a moment, to learn its place in the ledger");
    }

    private static EntryDraft draft(Caller caller, UUID id, Statement statement) {
        return EntryDraft.of(ENTRY_TYPE, Outcome.RECORDED)
                .withPrincipal("by", caller.ledgerId())
                .withArtifacts(statement.subjects().stream()
                        .map(Statement.Subject::digest)
                        .toList())
                .withBody(new Json.Obj(Map.of(
                        "evidence", new Json.Str(id.toString()),
                        "predicate_type", new Json.Str(statement.predicateType()))));
    }

    /**
     * The caller's own live key among those that signed: only the producer itself may submit what it signed. Every signature by
     * a key that is registered must fit, whoever's it is; others are ignored.
     */
    private Producer signer(Caller caller, Envelope envelope) {
        Optional<Producer> own = Optional.empty();
        Optional<Producer> foreign = Optional.empty();
        for (Envelope.Signature signature : envelope.signatures()) {
            Optional<Producer> producer = producers.live(caller.tenant(), signature.keyid());
            if (producer.isEmpty()) {
                continue;
            }
            if (!Envelopes.signedBy(envelope, signature, producer.get().publicKey())) {
                throw Problem.unprocessable(
                                "envelope.signature",
                                "the signature by key `" + signature.keyid() + "` does not fit the payload",
                                "sign the exact payload bytes and type with that key, as DSSE says")
                        .raise();
            }
            if (producer.get().id().equals(caller.id())) {
                own = own.or(() -> producer);
            } else {
                foreign = producer;
            }
        }
        if (own.isPresent()) {
            return own.get();
        }
        throw foreign.map(EvidenceStore::notYours)
                .orElseGet(EvidenceStore::unknownKey)
                .raise();
    }

    private static Problem notYours(Producer producer) {
        return Problem.forbidden(
                "evidence.not_yours",
                "the key `" + producer.keyid() + "` belongs to another producer than the caller",
                "let the producer submit what it signed");
    }

    private static Problem unknownKey() {
        return Problem.unprocessable(
                "envelope.unknown_key",
                "no signature is by a registered key that is not revoked",
                "register the key with `POST /api/v1/producers`, and name it as `keyid`");
    }

    private Statement statement(Envelope envelope) {
        if (!envelope.payloadType().equals(Statement.MEDIA_TYPE)) {
            throw Problem.unprocessable(
                            "envelope.payload_type",
                            "`/payloadType` is `" + envelope.payloadType() + "`",
                            "send `" + Statement.MEDIA_TYPE + "`")
                    .raise();
        }
        return reader.statement(envelope);
    }
}
