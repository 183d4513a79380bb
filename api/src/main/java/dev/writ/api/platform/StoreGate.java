package dev.writ.api.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;

/**
 * Keeps whoever changes the rows of an H2 file apart from whoever stores a version of it. H2 collects its maps for a version one after
 * the other, while statements go on: without a gate a version may hold a row whose index entry or undo record it lacks. Queries that
 * change nothing do not pass it, however long they take.
 */
final class StoreGate {
    /** How long a version waits before it lets those go first that wait for it. */
    private static final long TURN_MILLIS = 100;

    private static final Pattern QUERY = Pattern.compile("\\s*select\\b", Pattern.CASE_INSENSITIVE);

    /** What a query may do beside reading: lock rows, count up a sequence, give what a change did. */
    private static final Pattern CHANGING =
            Pattern.compile("\\b(update|insert|delete|merge|next|nextval|final)\\b", Pattern.CASE_INSENSITIVE);

    /** How many statements are remembered. A service has some hundred, and of long ones with many values more. */
    private static final int REMEMBERED = 2_000;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Duration patience;
    private final Map<String, Boolean> changing = new ConcurrentHashMap<>();

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

    /** Whether a statement may change something. Looked at once, since reading it takes longer than many a query. */
    boolean mayChange(String sql) {
        Boolean known = changing.get(sql);
        if (known != null) {
            return known;
        }
        boolean found = !QUERY.matcher(sql).lookingAt() || CHANGING.matcher(sql).find();
        if (changing.size() < REMEMBERED) {
            changing.put(sql, found);
        }
        return found;
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
