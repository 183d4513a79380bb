package dev.writ.api.platform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStore;

/**
 * Keeps an H2 store from writing over what versions need to which a start after a power loss may go back. H2 gives up a chunk as soon as
 * the version after the one that needed it last was stored, if the chunk was written 45 seconds ago or earlier: whether that version
 * has reached the disk is not asked.
 */
final class KeptVersions {
    private final MVStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Kept> kept = new ArrayDeque<>();
    private long newest;
    private long synced;

    /** A version, and what H2 counts as a use of it or of an older one. */
    private record Kept(long version, MVStore.TxCounter use) {}

    /** For a store that was just opened; what it was opened at is kept. */
    KeptVersions(MVStore store) {
        this.store = store;
        this.newest = store.getCurrentVersion();
        this.synced = newest;
        kept.add(new Kept(newest, store.registerVersionUsage()));
    }

    MVStore store() {
        return store;
    }

    /** Keeps the version that has just been collected. Called while no other one can be. */
    void keepNewest() {
        lock.lock();
        try {
            long version = store.getCurrentVersion();
            if (version > newest) {
                newest = version;
                kept.add(new Kept(version, store.registerVersionUsage()));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The version that was collected last. */
    long newest() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /** All versions up to one are on stable storage. */
    void synced(long version) {
        lock.lock();
        try {
            synced = Math.max(synced, version);
        } finally {
            lock.unlock();
        }
    }

    /** The newest version on stable storage, if older ones are still kept. */
    OptionalLong newestSynced() {
        lock.lock();
        try {
            return kept.getFirst().version() < synced ? OptionalLong.of(synced) : OptionalLong.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Gives up what is older than a version: nothing will go back there any more. */
    void giveUpBefore(long version) {
        lock.lock();
        try {
            while (kept.getFirst().version() < version && kept.size() > 1) {
                store.deregisterVersionUsage(kept.removeFirst().use());
            }
        } finally {
            lock.unlock();
        }
    }
}
