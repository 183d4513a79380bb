package dev.writ.api.audit;

import dev.writ.ledger.store.StoreException;
import dev.writ.ledger.store.StoreException.Kind;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;

/** The one place that tells what a failure of the database means for the log. */
final class StoreFailures {
    private static final String INTEGRITY_VIOLATION = "23";

    private StoreFailures() {}

    /** Runs a statement; whatever it fails with, nothing of it was committed. */
    static <T> T beforeCommit(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessException e) {
            throw beforeCommit(what, e.sqlState(), e);
        } catch (IllegalArgumentException e) {
            throw contradiction(what + ": " + e.getMessage(), e);
        }
    }

    /** As {@link #beforeCommit(String, Supplier)}, for a failure that has happened. */
    static StoreException beforeCommit(String what, SQLException e) {
        return beforeCommit(what, String.valueOf(e.getSQLState()), e);
    }

    private static StoreException beforeCommit(String what, String sqlState, Exception e) {
        Kind kind = sqlState.startsWith(INTEGRITY_VIOLATION) ? Kind.FATAL : Kind.RETRYABLE;
        return new StoreException(kind, "the database failed to " + what, e);
    }

    /** The rows cannot be what the log wrote. */
    static StoreException contradiction(String message, Exception cause) {
        return new StoreException(Kind.FATAL, message, cause);
    }

    /** As {@link #contradiction(String, Exception)}, found without an exception. */
    static StoreException contradiction(String message) {
        return new StoreException(Kind.FATAL, message, null);
    }
}
