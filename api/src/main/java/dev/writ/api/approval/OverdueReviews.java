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
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells the rules of emergencies of the subject's team that nobody reviewed in time. */
@Component
class OverdueReviews implements MoreFacts {
    private final EmergencyRepository rows;
    private final Teams teams;

    OverdueReviews(EmergencyRepository rows, Teams teams) {
        this.rows = rows;
        this.teams = teams;
    }

    @Override
    public Map<String, Json> about(Tenant tenant, Optional<Principal> subject, Instant now) {
        List<String> overdue =
                subject
                        .map(principal -> rows.overdue(tenant, teams.of(tenant, principal), now))
                        .orElse(List.of())
                        .stream()
                        .map(UUID::toString)
                        .toList();
        return overdue.isEmpty() ? Map.of() : Map.of("overdue_reviews", Columns.json(overdue));
    }
}
