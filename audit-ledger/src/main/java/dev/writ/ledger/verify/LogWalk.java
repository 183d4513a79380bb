package dev.writ.ledger.verify;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.tile.TilePath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Goes over the bundles of a log: many are checked at once, their results are taken in order, so that the first bad place is the one
 * that is named. Not more bundles are under way than twice the threads, so memory does not grow with the log.
 */
final class LogWalk {
    private final LogFiles files;
    private final Anchors anchors;
    private final KeyHistory history;
    private final UpperTree tree;
    private final Progress progress;
    private Optional<BundleResult> before = Optional.empty();
    private long entries;
    private int erasures;

    LogWalk(LogFiles files, UpperTree tree, Anchors anchors, KeyHistory history, Progress progress) {
        this.files = files;
        this.tree = tree;
        this.anchors = anchors;
        this.history = history;
        this.progress = progress;
    }

    /** Checks everything from the tree as it is to the given size. */
    void run(long size, int threads) throws FindingException {
        entries = tree.size();
        long bundles = (size - entries + TilePath.FULL - 1) / TilePath.FULL;
        if (threads == 1 || bundles <= 2) {
            while (entries < size) {
                take(new BundleCheck(files, entries, size).run(), size);
            }
        } else {
            parallel(size, threads);
        }
        tree.finish();
    }

    private void parallel(long size, int threads) throws FindingException {
        ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("verify-", 0).factory());
        try {
            Deque<Future<BundleResult>> underWay = new ArrayDeque<>();
            long next = entries;
            while (entries < size) {
                while (next < size && underWay.size() < 2 * threads) {
                    var check = new BundleCheck(files, next, size);
                    underWay.add(pool.submit(check::run));
                    next += TilePath.FULL;
                }
                take(result(underWay.remove()), size);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static BundleResult result(Future<BundleResult> future) throws FindingException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a check ended in an error", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FindingException("log", "the verification was interrupted");
        }
    }

    private void take(BundleResult result, long size) throws FindingException {
        if (before.isPresent() && !result.leaves().isEmpty()) {
            BundleResult last = before.get();
            Links.check(
                    result.first(),
                    result.prev(),
                    last.lastLeaf(),
                    result.firstTime().millis(),
                    last.lastTime().millis());
        }
        anchored(result);
        entries = result.first() + result.leaves().size();
        if (result.finding().isPresent()) {
            throw result.finding().get();
        }
        for (Entry entry : result.keys()) {
            history.entry(entry);
        }
        erasures += result.erasures();
        if (result.subtree().isPresent()) {
            tree.append(result.subtree().get());
        }
        before = Optional.of(result);
        progress.entries(entries, size);
    }

    private void anchored(BundleResult result) throws FindingException {
        for (long index : anchors.proofsWithin(result.first(), result.leaves().size())) {
            anchors.leaf(index, result.leaves().get((int) (index - result.first())));
        }
        for (long size : anchors.sizesWithin(result.first(), result.leaves().size())) {
            Hash root = tree.root(result.leaves().subList(0, (int) (size - result.first())));
            anchors.root(size, root);
        }
    }

    /** How many entries that were walked over tell of an erasure. */
    int erasures() {
        return erasures;
    }

    /** How many entries from the beginning of the log were found good, those before the walk included. */
    long entries() {
        return entries;
    }
}
