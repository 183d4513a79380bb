package dev.writ.api.identity;

import dev.writ.api.audit.ErasedCopies;
import dev.writ.api.audit.SearchIndex;
import dev.writ.api.platform.Tenant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Who was in a group is kept beside the log; an entry is found by the group's name. Both can go once the group consists of others, or
 * is removed; who is in it now is what its newest entry says.
 *
 * @param type of the entries
 * @param rows which know the groups of entries
 * @param search of the log
 */
record GroupCopies(String type, GroupRepository rows, SearchIndex search) implements ErasedCopies {
    @Override
    public void requireErasable(Tenant tenant, long index, String draftKey) {
        if (rows.changedBy(tenant, draftKey).isEmpty()) {
            throw ErasedCopies.inUse(
                            index,
                            "nobody knows of which group they tell",
                            "leave them; the entry is of an older version")
                    .raise();
        }
        if (rows.isNewest(tenant, draftKey, index)) {
            throw ErasedCopies.inUse(
                            index,
                            "they say who is in a group now",
                            "change the group with `PUT /api/v1/groups/{name}`, or remove it, first")
                    .raise();
        }
    }

    @Override
    public List<UUID> erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
        rows.changedBy(tenant, draftKey).ifPresent(group -> search.forgetResource(tenant, index, group));
        rows.forgetChange(tenant, draftKey);
        return List.of();
    }
}
