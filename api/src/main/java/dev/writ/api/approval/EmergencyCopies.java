package dev.writ.api.approval;

import dev.writ.api.audit.ErasedCopies;
import dev.writ.api.platform.Tenant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The team of an emergency stands in its row; once that is erased, nobody's promotions wait for its review any more.
 *
 * @param rows which hold it
 */
record EmergencyCopies(EmergencyRepository rows) implements ErasedCopies {
    @Override
    public String type() {
        return Entries.BREAK_GLASS;
    }

    @Override
    public List<UUID> erase(Tenant tenant, long index, String draftKey, Set<String> fields) {
        if (fields.contains(EmergencyRecords.TEAM)) {
            rows.forgetTeam(tenant, draftKey);
        }
        return List.of();
    }
}
