package dev.writ.api.audit;

import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A room that keeps copies of values which live beside the log, as far as its work needs them, and gives them up when the values are
 * erased. Values of entries of a type that no room speaks for are not erased, since nobody would know what was left of them.
 */
public interface ErasedCopies {
    /** Type of the entries that this room speaks for. */
    String type();

    /**
     * Leaves with a 409 problem if the service works with the values of this entry as they are now. Asked before an erasure, and not
     * when one is applied again to a database that was restored.
     *
     * @param draftKey under which the room's row is kept
     */
    default void requireErasable(Tenant tenant, long index, String draftKey) {}

    /** As {@link #requireErasable(Tenant, long, String)}, for a room to which it matters which values are to be erased. */
    default void requireErasable(Tenant tenant, long index, String draftKey, Set<String> fields) {
        requireErasable(tenant, index, draftKey);
    }

    /** The problem of values that the service works with. */
    static Problem inUse(long index, String what, String remediation) {
        return Problem.conflict(
                "erasure.in_use", "values of entry `" + index + "` cannot be erased: " + what, remediation);
    }

    /**
     * Clears every copy, within the change that erases the values. Does nothing where there is none left.
     *
     * @param index of the entry
     * @param draftKey under which the room's row is kept
     * @param fields which values are erased
     * @return ids of what the erased values made, whose requests must not be remembered any more
     */
    List<UUID> erase(Tenant tenant, long index, String draftKey, Set<String> fields);
}
