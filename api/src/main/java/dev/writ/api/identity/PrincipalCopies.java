package dev.writ.api.identity;

import dev.writ.api.audit.ErasedCopies;
import dev.writ.api.platform.Tenant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a principal was registered with stands in the version of it that an entry made. It can be erased once another version is in
 * force; what that one repeats is its own. Versions of services name owners, by whom persons are told apart, and stay.
 *
 * @param type of the entries
 * @param rows which hold the versions
 */
record PrincipalCopies(String type, PrincipalRepository rows) implements ErasedCopies {
    @Override
    public void requireErasable(Tenant tenant, long index, String draftKey) {
        switch (rows.use(tenant, draftKey)) {
            case PAST -> {}
            case OWNED ->
                throw ErasedCopies.inUse(
                                index,
                                "they name the owner of a service, by whom persons are told apart",
                                "leave them, since approvals rely on them")
                        .raise();
            case PRESENT ->
                throw ErasedCopies.inUse(
                                index,
                                "the principal is registered with them now",
                                "change the principal with `PUT /api/v1/principals/{id}` first")
                        .raise();
        }
    }

    @Override
    public List<UUID> erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
        rows.forgetVersion(tenant, draftKey);
        return List.of();
    }
}
