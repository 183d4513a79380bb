import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Genesis;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.merkle.GrowingTree;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.SecretKey;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.note.VerifierKey;
import dev.writ.ledger.tile.EntryBundle;
import dev.writ.ledger.tile.HashTile;
import dev.writ.ledger.tile.TilePath;
import dev.writ.ledger.verify.DirectorySource;
import dev.writ.ledger.verify.LogVerifier;
import dev.writ.ledger.verify.Progress;
import dev.writ.ledger.verify.VerificationReport;
import dev.writ.ledger.verify.VerificationRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Writes a log of decisions and times its verification beside plain SHA-256 over its files. */
class VerifyBench {
    private static final String ORIGIN = "bench.example/ledger/main";
    private static final int ROUNDS = 5;

    private VerifyBench() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int size = Integer.parseInt(args[1]);
        int threads = Runtime.getRuntime().availableProcessors();
        TrustedKeys keys = write(folder, size);
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        System.out.printf("%,d entries, %,d bytes in %,d files, %d threads%n", size, bytes, files.size(), threads);
        double sha = Double.MAX_VALUE;
        double verify = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            double one = seconds(() -> sha256(files, threads));
            double two = seconds(() -> verified(folder, keys, size));
            System.out.printf("  SHA-256 %.3f s, verifier %.3f s, ratio %.2f%n", one, two, two / one);
            sha = Math.min(sha, one);
            verify = Math.min(verify, two);
        }
        System.out.printf(
                "best: SHA-256 %.3f s (%,.0f MB/s), verifier %.3f s (%,.0f entries/s), ratio %.2f%n",
                sha, bytes / sha / 1e6, verify, size / verify, verify / sha);
    }

    private static double seconds(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e9;
    }

    private static Void verified(Path folder, TrustedKeys keys, long size) {
        VerificationReport report =
                LogVerifier.verify(new DirectorySource(folder), VerificationRequest.of(keys), Progress.NONE);
        if (!report.good() || report.entries() != size) {
            throw new IllegalStateException(String.valueOf(report.finding()));
        }
        return null;
    }

    private static Void sha256(List<Path> files, int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int first = t;
            all.add(pool.submit(() -> {
                MessageDigest digest = TreeHash.digest();
                for (int i = first; i < files.size(); i += threads) {
                    digest.update(Files.readAllBytes(files.get(i)));
                }
                return digest.digest();
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        pool.shutdown();
        return null;
    }

    private static TrustedKeys write(Path folder, int size) throws IOException {
        List<CheckpointSigner> signers = new ArrayList<>();
        for (Algorithm algorithm : Algorithm.values()) {
            signers.add(
                    SecretKey.generate(ORIGIN, algorithm, new SecureRandom()).signer());
        }
        List<VerifierKey> keys = signers.stream().map(CheckpointSigner::key).toList();
        List<String> vkeys = keys.stream().map(VerifierKey::text).sorted().toList();
        GrowingTree tree = CompactRange.EMPTY.grow();
        List<Bytes> bundle = new ArrayList<>();
        List<List<Hash>> rows = new ArrayList<>();
        for (int level = 0; level < 8; level++) {
            rows.add(new ArrayList<>());
        }
        Hash last = Hash.ZERO;
        for (int seq = 0; seq < size; seq++) {
            Bytes entry = seq == 0
                    ? new Genesis(ORIGIN, vkeys)
                            .entry(new Timestamp(1_700_000_000_000L))
                            .bytes()
                    : Bytes.utf8(decision(seq, last));
            if (seq < 3) {
                Entry.parse(entry);
            }
            bundle.add(entry);
            last = TreeHash.leaf(entry);
            long at = seq;
            tree.append(last, (level, index, hash) -> {
                if (level % 8 == 0) {
                    List<Hash> row = rows.get(level / 8);
                    row.add(hash);
                    if (row.size() == TilePath.FULL) {
                        put(
                                folder,
                                new TilePath(level / 8, index / TilePath.FULL, TilePath.FULL),
                                HashTile.encode(row));
                        row.clear();
                    }
                }
            });
            if (bundle.size() == TilePath.FULL) {
                put(
                        folder,
                        new TilePath(TilePath.ENTRIES, at / TilePath.FULL, TilePath.FULL),
                        EntryBundle.encode(bundle));
                bundle.clear();
            }
        }
        for (int level = 0; level < 8; level++) {
            if (!rows.get(level).isEmpty()) {
                long index = TilePath.count(level, size) / TilePath.FULL;
                put(folder, new TilePath(level, index, rows.get(level).size()), HashTile.encode(rows.get(level)));
            }
        }
        if (!bundle.isEmpty()) {
            put(
                    folder,
                    new TilePath(TilePath.ENTRIES, size / TilePath.FULL, bundle.size()),
                    EntryBundle.encode(bundle));
        }
        Checkpoint head = new Checkpoint(ORIGIN, size, tree.range().root());
        Files.write(
                folder.resolve("checkpoint"),
                SignedCheckpoint.sign(head, signers, 1).bytes().toArray());
        Files.writeString(folder.resolve("keys"), String.join("\n", vkeys) + "\n");
        return new TrustedKeys(keys);
    }

    /** A decision as the service writes it, with digests and commitments of its inputs. */
    private static String decision(int seq, Hash prev) {
        String one = prev.hex();
        return "{\"body\":{\"decision\":\"01a21113-64e9-7a81-9cd5-" + "%012d".formatted(seq)
                + "\",\"policy_set\":\"main\"},\"commitments\":{\"facts\":\"" + one + "\",\"request\":\"" + one
                + "\",\"result\":\"" + one + "\"},\"digests\":{\"facts\":\"sha256:" + one + "\",\"request\":\"sha256:"
                + one + "\"},\"outcome\":\"allow\",\"policy\":\"sha256:" + one + "\",\"prev\":\"" + one
                + "\",\"principals\":{\"caller\":\"Zk2Zr1nUu0l9b1c2d3e4f5\"},\"seq\":" + seq
                + ",\"time\":\"" + new Timestamp(1_700_000_000_000L + seq).text() + "\",\"type\":\"decision\",\"v\":1}";
    }

    private static void put(Path folder, TilePath path, Bytes bytes) {
        try {
            Path file = folder.resolve(path.text());
            Files.createDirectories(file.getParent());
            Files.write(file, bytes.toArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
