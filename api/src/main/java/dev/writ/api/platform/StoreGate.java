package dev.writ.api.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jooq.tools.jdbc.DefaultConnection;

/**
 * Keeps whoever works with the rows of an H2 file apart from whoever stores a version of it. H2 collects its maps for a version one after
 * the other, while statements go on: without a gate a version may hold a row whose index entry or undo record it lacks.
 */
final class StoreGate {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Duration patience;

    /** How long a version waits for connections that are in use, before it is given up for now. */
    StoreGate(Duration patience) {
        this.patience = patience;
    }

    /** Lets a connection be used, until it is closed by the same thread: nothing is stored meanwhile. A thread may have several. */
    Connection enter(Connection connection) {
        Lock shared = lock.readLock();
        shared.lock();
        return new Entered(connection, shared);
    }

    /**
     * Runs something while no connection is in use.
     *
     * @throws SQLTransientConnectionException if some stay in use for too long; it did not run then
     * @throws IllegalStateException if the thread itself uses one
     */
    void alone(Runnable action) throws SQLTransientConnectionException {
        if (lock.getReadHoldCount() > 0) {
            throw new IllegalStateException("a thread that has a connection cannot wait until nobody has one");
        }
        Lock exclusive = lock.writeLock();
        if (!tryLock(exclusive)) {
            throw new SQLTransientConnectionException("statements did not end within " + patience.toSeconds() + " s");
        }
        try {
            action.run();
        } finally {
            exclusive.unlock();
        }
    }

    private boolean tryLock(Lock exclusive) {
        try {
            return exclusive.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static final class Entered extends DefaultConnection {
        private final Lock shared;
        private boolean left;

        Entered(Connection connection, Lock shared) {
            super(connection);
            this.shared = shared;
        }

        @Override
        public void close() throws SQLException {
            try {
                super.close();
            } finally {
                if (!left) {
                    left = true;
                    shared.unlock();
                }
            }
        }
    }
}
