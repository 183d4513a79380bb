package dev.writ.api.audit;

import dev.writ.api.platform.Tenant;
import java.util.function.Function;

/**
 * The only way to change state: rows and the entries that tell of them are committed in one transaction, and nobody hears of it
 * before every entry has its index in the log and is on stable storage.
 */
public interface Journal {
    /**
     * Runs a change in a transaction and waits until its entries are in the log.
     *
     * @param change writes rows, and adds a draft for each thing that happened
     * @return what the change returned, with the indexes of its entries
     * @throws dev.writ.api.platform.ProblemException 503 if the log cannot append; the change may still come into effect later,
     *     at the latest when the service starts again, but never without its entries
     */
    <T> Recorded<T> commit(Tenant tenant, Function<Drafts, T> change);

    /** Leaves with a 503 problem if the log is known not to append, so that nothing is begun in vain. */
    void requireWritable(Tenant tenant);
}
