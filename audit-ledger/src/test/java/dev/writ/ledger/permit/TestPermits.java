package dev.writ.ledger.permit;

import dev.writ.ledger.dsse.Envelope;
import dev.writ.ledger.dsse.Statement;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Genesis;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.note.MessageSignature;
import dev.writ.ledger.note.SecretKey;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.note.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log of four entries (genesis, a decision, a key, a permit) and what can be made of it, right and wrong. */
public final class TestPermits {
    /** When the permit is issued; it is good for a day. */
    public static final Timestamp ISSUED = Timestamp.parse("2026-11-29T10:00:00.000Z");

    /** When its time is over. */
    public static final Timestamp END = Timestamp.parse("2026-11-30T10:00:00.000Z");

    /** The bytes of the artifacts. */
    public static final Map<String, String> ARTIFACTS = Map.of("model.onnx", "weights", "card.md", "words");

    /** The key that signs permits. */
    public static final SecretKey KEY = key(7, TestKeys.ORIGIN);

    private final List<Entry> entries = new ArrayList<>();
    private final Permit permit;

    /** A log whose permit says what {@link #permit} does. */
    public TestPermits() {
        add(new Genesis(
                        TestKeys.ORIGIN,
                        TestKeys.trusted().keys().stream()
                                .map(VerifierKey::text)
                                .toList())
                .draft());
        add(EntryDraft.of("decision", Outcome.ALLOW));
        add(new PermitKey(KEY.publicKey()).draft());
        permit = permit(entries.get(1).leafHash());
        add(permit.draft(new PermitKey(KEY.publicKey()), Map.of("requester", "p1")));
    }

    /** A key of a known seed. */
    static SecretKey key(int seed, String origin) {
        return new SecretKey(
                PermitKey.name(origin),
                Algorithm.ED25519,
                TestKeys.key(Algorithm.ED25519, seed).seed());
    }

    private void add(EntryDraft draft) {
        Hash prev = entries.isEmpty() ? Hash.ZERO : entries.getLast().leafHash();
        entries.add(new Entry(entries.size(), prev, ISSUED, draft));
    }

    private static Permit permit(Hash decision) {
        return new Permit(
                "0199f0c2-7d2e-7a51-9c3e-3b0c6f1d2a44",
                "0199f0c2-7d2e-7a51-9c3e-000000000001",
                TreeHash.sha256(Bytes.utf8("request")),
                ARTIFACTS.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> new Statement.Subject(each.getKey(), TreeHash.sha256(Bytes.utf8(each.getValue()))))
                        .toList(),
                Optional.of("production"),
                "promote",
                List.of(new Json.Obj(Map.of("type", new Json.Str("canary"), "percent", new Json.Num(5)))),
                Bytes.of(TreeHash.sha256(Bytes.utf8("nonce")).bytes()),
                ISSUED,
                END,
                1,
                new Permit.Decision("0199f0c2-7d2e-7a51-9c3e-000000000002", 1, decision),
                new Permit.Policy("main", TreeHash.sha256(Bytes.utf8("bundle"))),
                TestKeys.ORIGIN);
    }

    /** The permit. */
    public Permit permit() {
        return permit;
    }

    /** The file of the permit. */
    public ProvedEnvelope file() {
        return new ProvedEnvelope(
                envelope(permit.payload(), KEY), entries.get(3).bytes(), proof(3));
    }

    /** The proof of one of the entries. */
    LogProof proof(int index) {
        List<Hash> leaves = entries.stream().map(Entry::leafHash).toList();
        Hash left = TreeHash.node(leaves.get(0), leaves.get(1));
        Hash right = TreeHash.node(leaves.get(2), leaves.get(3));
        return new LogProof(index, List.of(leaves.get(index ^ 1), index < 2 ? right : left), signed());
    }

    /** The head of the log. */
    Checkpoint head() {
        List<Hash> leaves = entries.stream().map(Entry::leafHash).toList();
        return new Checkpoint(TestKeys.ORIGIN, 4, TreeHash.perfect(leaves));
    }

    private SignedCheckpoint signed() {
        return SignedCheckpoint.sign(head(), TestKeys.signers(), ISSUED.millis() / 1000);
    }

    /** The bytes of an entry. */
    Bytes entry(int index) {
        return entries.get(index).bytes();
    }

    /** A payload under a signature. */
    static Envelope envelope(Bytes payload, SecretKey key) {
        Bytes message = Envelope.preAuthenticationEncoding(Statement.MEDIA_TYPE, payload);
        return new Envelope(
                Statement.MEDIA_TYPE,
                payload,
                List.of(new Envelope.Signature(
                        new PermitKey(key.publicKey()).keyid(), MessageSignature.sign(key, message))));
    }

    /** A list of revoked permits, good for an hour. */
    public ProvedEnvelope revocations(Timestamp issued, Permit... revoked) {
        return revocations(head(), issued, revoked);
    }

    /** The same under another head. */
    ProvedEnvelope revocations(Checkpoint head, Timestamp issued, Permit... revoked) {
        var list = new Revocations(
                head,
                issued,
                new Timestamp(issued.millis() + 3_600_000),
                List.of(revoked).stream()
                        .map(each -> new Revocations.Revoked(each.id(), each.digest(), issued))
                        .toList());
        return new ProvedEnvelope(envelope(list.payload(), KEY), entry(2), proof(2));
    }
}
