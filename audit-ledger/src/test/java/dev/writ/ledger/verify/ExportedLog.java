package dev.writ.ledger.verify;

import dev.writ.ledger.TestLog;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Genesis;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.merkle.GrowingTree;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.note.VerifierKey;
import dev.writ.ledger.tile.EntryBundle;
import dev.writ.ledger.tile.HashTile;
import dev.writ.ledger.tile.TilePath;
import dev.writ.ledger.tile.TileSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A log as a map of files, written by code that shares nothing with the sequencer and the exporter, so that a test can also
 * write logs that are consistent lies: signed well and wrong inside.
 */
final class ExportedLog implements TileSource, FileListing {
    final Map<String, Bytes> files = new TreeMap<>();

    static List<Entry> entries(int size) {
        List<Entry> entries = new ArrayList<>();
        List<String> keys =
                TestKeys.trusted().keys().stream().map(VerifierKey::text).toList();
        entries.add(new Genesis(TestKeys.ORIGIN, keys).entry(new Timestamp(1_000_000)));
        while (entries.size() < size) {
            int number = entries.size();
            Timestamp time = new Timestamp(1_000_000 + number / 2);
            entries.add(new Entry(number, entries.getLast().leafHash(), time, TestLog.draft(number)));
        }
        return entries;
    }

    static ExportedLog of(List<Bytes> leaves) {
        return of(leaves, TestKeys.signers());
    }

    static ExportedLog of(List<Bytes> leaves, List<CheckpointSigner> signers) {
        ExportedLog log = new ExportedLog();
        Map<Integer, List<Hash>> levels = new HashMap<>();
        GrowingTree tree = CompactRange.EMPTY.grow();
        for (Bytes leaf : leaves) {
            tree.append(TreeHash.leaf(leaf), (level, index, hash) -> {
                if (level % 8 == 0) {
                    levels.computeIfAbsent(level / 8, l -> new ArrayList<>()).add(hash);
                }
            });
        }
        int size = leaves.size();
        levels.forEach((level, hashes) -> {
            for (int from = 0; from < hashes.size(); from += 256) {
                TilePath path = TilePath.holding(level, from, size);
                log.files.put(path.text(), HashTile.encode(hashes.subList(from, from + path.width())));
            }
        });
        for (int from = 0; from < size; from += 256) {
            TilePath path = TilePath.holding(TilePath.ENTRIES, from, size);
            log.files.put(path.text(), EntryBundle.encode(leaves.subList(from, from + path.width())));
        }
        Checkpoint head = new Checkpoint(TestKeys.ORIGIN, size, tree.range().root());
        log.files.put(
                "checkpoint", SignedCheckpoint.sign(head, signers, 2_000_000).bytes());
        List<String> keys = (signers.size() == 2
                        ? signers.stream().map(CheckpointSigner::key).toList()
                        : TestKeys.trusted().keys())
                .stream().map(VerifierKey::text).sorted().toList();
        log.files.put("keys", Bytes.utf8(String.join("\n", keys) + "\n"));
        return log;
    }

    static ExportedLog ofEntries(List<Entry> entries) {
        return of(entries.stream().map(Entry::bytes).toList());
    }

    static ExportedLog good(int size) {
        return ofEntries(entries(size));
    }

    ExportedLog with(String file, Bytes content) {
        ExportedLog copy = new ExportedLog();
        copy.files.putAll(files);
        copy.files.put(file, content);
        return copy;
    }

    ExportedLog without(String file) {
        ExportedLog copy = new ExportedLog();
        copy.files.putAll(files);
        copy.files.remove(file);
        return copy;
    }

    Bytes file(String name) {
        return files.getOrDefault(name, Bytes.EMPTY);
    }

    VerificationReport verify() {
        return verify(VerificationRequest.of(TestKeys.trusted()));
    }

    VerificationReport verify(VerificationRequest request) {
        return LogVerifier.verifyListed(this, this, request, Progress.NONE);
    }

    @Override
    public Optional<Bytes> read(String path, int limit) throws java.io.IOException {
        Bytes content = files.get(path);
        if (content != null && content.size() > limit) {
            throw new java.io.IOException("the file is larger than " + limit + " bytes");
        }
        return Optional.ofNullable(content);
    }

    @Override
    public void each(Consumer<String> name) {
        files.keySet().forEach(name);
    }
}
