package dev.writ.api.approval;

import dev.writ.api.access.MoreFacts;
import dev.writ.api.identity.Principal;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the rules of emergencies of the subject's team that nobody reviewed in time. */
@Component
class OverdueReviews implements MoreFacts {
    /** Some of them say enough. */
    private static final int MOST = 20;

    private final EmergencyRepository rows;
    private final EmergencyRecords records;
    private final Teams teams;

    OverdueReviews(EmergencyRepository rows, EmergencyRecords records, Teams teams) {
        this.rows = rows;
        this.records = records;
        this.teams = teams;
    }

    @Override
    public Map<String, Json> about(Tenant tenant, Optional<Principal> subject, Instant now) {
        List<Emergency> all = subject.map(principal -> rows.of(tenant, teams.of(tenant, principal)))
                .orElse(List.of());
        List<String> overdue = all.stream()
                .flatMap(emergency -> records.logged(tenant, emergency).stream())
                .filter(emergency -> emergency.isOverdue(now))
                .limit(MOST)
                .map(emergency -> emergency.request().toString())
                .toList();
        return overdue.isEmpty() ? Map.of() : Map.of("overdue_reviews", Columns.json(overdue));
    }
}
