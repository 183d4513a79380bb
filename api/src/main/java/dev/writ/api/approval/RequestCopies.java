package dev.writ.api.approval;

import dev.writ.api.audit.ErasedCopies;
import dev.writ.api.audit.SearchIndex;
import dev.writ.api.notification.NoticeCopies;
import dev.writ.api.platform.Tenant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What was asked stands in a few words in the row, and the resource in the index of the log; once that is erased, both are cleared.
 *
 * @param type of the entries
 * @param rows which hold the words
 * @param search of the log
 * @param notices which repeat what was asked
 */
record RequestCopies(String type, ChangeRequestRepository rows, SearchIndex search, NoticeCopies notices)
        implements ErasedCopies {
    @Override
    public List<UUID> erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
        if (!fields.contains("binding")) {
            return rows.ids(tenant, draftKey);
        }
        rows.resource(tenant, draftKey).ifPresent(resource -> search.forgetResource(tenant, index, resource));
        List<UUID> requests = rows.forgetRequest(tenant, draftKey);
        requests.forEach(id -> notices.forget(tenant, Steps.about(id)));
        return requests;
    }
}
