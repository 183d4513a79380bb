package dev.writ.ledger.verify;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.KeyChange;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.entry.PayloadField;
import dev.writ.ledger.entry.Salt;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.ProofBuilder;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.KeySuccession;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.note.VerifierKey;
import dev.writ.ledger.pack.EvidencePack;
import dev.writ.ledger.pack.PackedEntry;
import dev.writ.ledger.tile.VerifiedTiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A log of decisions with payloads, and packs of it, made by code that the service does not use. */
final class Packs {
    private static final int AFTER = 4;

    private Packs() {}

    /** Both payload fields of an entry; the same every time. */
    static List<PayloadField> fields(int seq) {
        byte[] salt = new byte[Salt.SIZE];
        Arrays.fill(salt, (byte) (seq + 1));
        Json request = new Json.Obj(Map.of(
                "subject", new Json.Str("Zoë \u20ac \uD83D\uDE00 \"" + seq + "\""),
                "amount", new Json.Num(seq * 1e21 + 0.1),
                "tags", new Json.Arr(List.of(new Json.Null(), new Json.Bool(true), new Json.Str("\u0001\n\\")))));
        return List.of(
                new PayloadField("request", new Salt(Bytes.of(salt)), request),
                new PayloadField("comment", new Salt(Bytes.of(salt)), new Json.Str("yes")));
    }

    private static EntryDraft draft(int seq) {
        EntryDraft draft = EntryDraft.of("decision", Outcome.ALLOW)
                .withPolicy(TreeHash.leaf(Bytes.utf8("policy")))
                .withPrincipal("requester", "p" + seq);
        for (PayloadField field : fields(seq)) {
            draft = draft.withPayload(field);
        }
        return draft;
    }

    /** Entry 0 and decisions. */
    static List<Entry> entries(int size) {
        List<Entry> entries = new ArrayList<>(ExportedLog.entries(1));
        while (entries.size() < size) {
            append(entries, draft(entries.size()));
        }
        return entries;
    }

    static void append(List<Entry> entries, EntryDraft draft) {
        int seq = entries.size();
        Hash prev = entries.isEmpty() ? Hash.ZERO : entries.getLast().leafHash();
        entries.add(new Entry(seq, prev, new Timestamp(1_000_000 + seq), draft));
    }

    /** The keys that sign after a change. */
    static List<CheckpointSigner> nextSigners() {
        return List.of(
                TestKeys.key(Algorithm.ED25519, AFTER).signer(),
                TestKeys.key(Algorithm.ML_DSA_44, AFTER).signer());
    }

    static List<VerifierKey> keys(List<CheckpointSigner> signers) {
        return signers.stream().map(CheckpointSigner::key).toList();
    }

    /** A change of keys, signed by the given ones. */
    static KeyChange change(List<CheckpointSigner> before, List<CheckpointSigner> after, long number) {
        KeySuccession succession = new KeySuccession(TestKeys.ORIGIN, number, keys(before), keys(after));
        List<CheckpointSigner> all = new ArrayList<>(before);
        after.stream().filter(signer -> !keys(before).contains(signer.key())).forEach(all::add);
        return new KeyChange(
                keys(after).stream().map(VerifierKey::text).toList(),
                SignedCheckpoint.sign(succession.statement(), all, 3_000_000)
                        .bytes()
                        .text());
    }

    /** A log whose keys were changed by its entry 5. */
    static List<Entry> changed(int size) {
        List<Entry> entries = entries(5);
        append(entries, change(TestKeys.signers(), nextSigners(), 1).draft());
        while (entries.size() < size) {
            append(entries, draft(entries.size()));
        }
        return entries;
    }

    /** A pack about some entries with their payload, and with others that only explain. */
    static EvidencePack pack(List<Entry> entries, List<CheckpointSigner> signers, List<Long> about, Long... more) {
        List<Bytes> leaves = entries.stream().map(Entry::bytes).toList();
        EvidencePack bare = ofLeaves(leaves, signers, about, more);
        List<PackedEntry> packed = new ArrayList<>();
        for (PackedEntry each : bare.entries()) {
            Entry entry = Entry.parse(each.entry());
            boolean payload =
                    about.contains(entry.seq()) && !entry.draft().commitments().isEmpty();
            packed.add(new PackedEntry(each.entry(), each.proof(), payload ? fields((int) entry.seq()) : List.of()));
        }
        return new EvidencePack(bare.checkpoint(), packed, about, Map.of());
    }

    /** A pack of whatever the leaves are, disclosing nothing. */
    static EvidencePack ofLeaves(List<Bytes> leaves, List<CheckpointSigner> signers, List<Long> about, Long... more) {
        ExportedLog log = ExportedLog.of(leaves, signers);
        SignedCheckpoint head = SignedCheckpoint.parse(log.file("checkpoint"));
        long size = head.checkpoint().size();
        ProofBuilder proofs =
                new ProofBuilder(new VerifiedTiles(log, size, head.checkpoint().root()));
        List<Long> all = new ArrayList<>(about);
        all.addAll(List.of(more));
        all.add(0L);
        List<PackedEntry> packed = new ArrayList<>();
        for (long index : all.stream().distinct().sorted().toList()) {
            LogProof proof = new LogProof(index, proofs.inclusion(index, size).path(), head);
            packed.add(new PackedEntry(leaves.get((int) index), proof.opening(), List.of()));
        }
        return new EvidencePack(head.bytes().text(), packed, about, Map.of());
    }

    static EvidencePack pack(int size, Long... about) {
        return pack(entries(size), TestKeys.signers(), List.of(about));
    }
}
