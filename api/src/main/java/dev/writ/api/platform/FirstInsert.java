package dev.writ.api.platform;

import org.jooq.InsertOnDuplicateStep;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * An insert that gives way to a row which is there already. Needed beside {@code ON CONFLICT DO NOTHING}, since H2 runs that as
 * a {@code MERGE} which is not atomic: of two callers at the same moment, one meets the constraint.
 */
public final class FirstInsert {
    private static final String CONSTRAINT_VIOLATED = "23";

    private FirstInsert() {}

    /**
     * True if the row was inserted, false if another one holds its key. Leave the transaction when it is false: on PostgreSQL one
     * in which a constraint was met is good for nothing more.
     */
    public static <R extends Record> boolean of(InsertOnDuplicateStep<R> insert) {
        try {
            return insert.onConflictDoNothing().execute() == 1;
        } catch (DataIntegrityViolationException e) {
            return false;
        } catch (DataAccessException e) {
            if (e.sqlStateClass().className().equals(CONSTRAINT_VIOLATED)) {
                return false;
            }
            throw e;
        }
    }
}
