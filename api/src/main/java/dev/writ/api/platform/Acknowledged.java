package dev.writ.api.platform;

import javax.sql.DataSource;

/** What was promised to somebody outside, and must be in whatever version of the database is gone on with. */
public interface Acknowledged {
    /** Whether nothing was promised yet. */
    boolean nothing();

    /** Whether this is certainly all that was promised; if not, what is newer may have been promised, too. */
    boolean complete();

    /** What was promised, for messages. */
    String describe();

    /**
     * Looks into a version of the database, which is not to be changed.
     *
     * @throws RuntimeException if it cannot be read
     */
    Version in(Database version, DataSource connections);

    /**
     * A version of the database.
     *
     * @param content what is there, for messages
     * @param verdict whether that is enough
     */
    record Version(String content, Verdict verdict) {}

    /** Whether a version holds what was promised. */
    enum Verdict {
        /** All of it. */
        ALL,
        /** Not yet all: it is too old, and so is every older one. */
        TOO_OLD,
        /** It contradicts itself or what was promised. */
        CONTRADICTORY
    }
}
