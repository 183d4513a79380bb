package dev.writ.api.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps whoever changes the rows of an H2 file apart from whoever stores a version of it. H2 collects its maps for a version one after
 * the other, while statements go on: without a gate a version may hold a row whose index entry or undo record it lacks. Queries that
 * change nothing do not pass it, however long they take.
 */
final class StoreGate {
    /** How long a version waits before it lets those go first that wait for it. */
    private static final long TURN_MILLIS = 100;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Duration patience;

    /** How long a version waits for connections that are in use, before it is given up for now; and they for it. */
    StoreGate(Duration patience) {
        this.patience = patience;
    }

    /**
     * Watches a connection: from its first statement that may change something until it is closed, by the same thread, nothing is
     * stored. A thread may have several.
     */
    Connection watch(Connection connection) {
        return new GatedConnection(connection, this);
    }

    /**
     * Lets the thread change rows.
     *
     * @return to be unlocked by the same thread
     * @throws SQLTransientConnectionException if something is being stored for too long
     */
    Lock enter() throws SQLException {
        Lock shared = lock.readLock();
        if (!tryLock(shared, patience.toMillis())) {
            throw new SQLTransientConnectionException(
                    "a version of the file was not stored within " + patience.toSeconds() + " s");
        }
        return shared;
    }

    /**
     * Runs something while nobody changes rows. It waits in turns: a thread that it waits for may itself wait for a connection which a
     * thread has that waits here.
     *
     * @throws SQLTransientConnectionException if some change rows for too long; it did not run then
     * @throws IllegalStateException if the thread itself does
     */
    void alone(Runnable action) throws SQLTransientConnectionException {
        if (lock.getReadHoldCount() > 0) {
            throw new IllegalStateException("a thread that has a connection cannot wait until nobody has one");
        }
        Lock exclusive = lock.writeLock();
        if (!tryLockInTurns(exclusive)) {
            throw new SQLTransientConnectionException(
                    "a transaction did not end within " + patience.toSeconds() + " s");
        }
        try {
            action.run();
        } finally {
            exclusive.unlock();
        }
    }

    private boolean tryLockInTurns(Lock exclusive) {
        long end = System.nanoTime() + patience.toNanos();
        do {
            if (tryLock(exclusive, TURN_MILLIS)) {
                return true;
            }
        } while (System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted());
        return false;
    }

    private static boolean tryLock(Lock lock, long millis) {
        try {
            return lock.tryLock(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
