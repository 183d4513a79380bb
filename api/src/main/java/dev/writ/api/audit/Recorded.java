package dev.writ.api.audit;

import java.util.List;

/**
 * A change that is in the log.
 *
 * @param value what the change returned
 * @param indexes index of each entry, in the order in which the drafts were added
 */
public record Recorded<T>(T value, List<Long> indexes) {
    public Recorded {
        indexes = List.copyOf(indexes);
    }

    /** Index of the only, or the last, entry. */
    public long index() {
        return indexes.getLast();
    }
}
