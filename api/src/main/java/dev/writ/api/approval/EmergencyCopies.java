package dev.writ.api.approval;

import dev.writ.api.audit.ErasedCopies;
import dev.writ.api.audit.LogFacts;
import dev.writ.api.audit.SearchIndex;
import dev.writ.api.platform.Tenant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The team of an emergency stands in its row, in that of its change request, and in the index of the log. Until it is reviewed, the
 * team's promotions depend on it.
 *
 * @param rows which hold it
 * @param requests which hold it, too
 * @param log which tells of reviews
 * @param search of the log
 */
record EmergencyCopies(EmergencyRepository rows, ChangeRequestRepository requests, LogFacts log, SearchIndex search)
        implements ErasedCopies {
    @Override
    public String type() {
        return Entries.BREAK_GLASS;
    }

    @Override
    public void requireErasable(Tenant tenant, long index, String draftKey, Set<String> fields) {
        if (fields.contains(EmergencyRecords.TEAM)
                && rows.of(tenant, draftKey)
                        .filter(one -> !log.tell(
                                tenant, Entries.REVIEWED, one.request().toString()))
                        .isPresent()) {
            throw ErasedCopies.inUse(
                            index,
                            "the `team` of an emergency is looked at until the emergency is reviewed",
                            "have it reviewed with `POST /api/v1/change-requests/{id}/review` first, or leave `team` out")
                    .raise();
        }
    }

    @Override
    public List<UUID> erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
        if (fields.contains(EmergencyRecords.TEAM)) {
            rows.of(tenant, draftKey).ifPresent(emergency -> forget(tenant, index, emergency));
        }
        return List.of();
    }

    private void forget(Tenant tenant, long index, Emergency emergency) {
        String term = Entries.team(emergency.team());
        search.forgetResource(tenant, index, term);
        emergency
                .review()
                .map(review -> requests.index(tenant, review.draftKey()))
                .ifPresent(at -> at.ifPresent(seq -> search.forgetResource(tenant, seq, term)));
        rows.forgetTeam(tenant, emergency.draftKey());
        requests.forgetTeam(tenant, emergency.request());
    }
}
