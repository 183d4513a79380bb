package dev.writ.api.approval;

import dev.writ.api.access.MoreFacts;
import dev.writ.api.audit.LogFacts;
import dev.writ.api.identity.Principal;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells the rules of emergencies of the subject's team that nobody reviewed in time, by what the log says of them. */
@Component
class OverdueReviews implements MoreFacts {
    /** Some of them say enough. */
    private static final int MOST = 20;

    private final EmergencyRepository rows;
    private final TeamEmergencies emergencies;
    private final LogFacts log;
    private final Teams teams;

    OverdueReviews(EmergencyRepository rows, TeamEmergencies emergencies, LogFacts log, Teams teams) {
        this.rows = rows;
        this.emergencies = emergencies;
        this.log = log;
        this.teams = teams;
    }

    @Override
    public Map<String, Json> about(Tenant tenant, Optional<Principal> subject, Instant now) {
        Set<String> overdue = new LinkedHashSet<>();
        subject.ifPresent(principal -> {
            String team = teams.of(tenant, principal);
            overdue.addAll(emergencies.overdue(tenant, team, now, MOST));
            // Those from before the log was asked; and a row that says too much holds up nobody whose review the log
            // has.
            rows.overdue(tenant, team, now, MOST).stream()
                    .map(UUID::toString)
                    .filter(request -> !log.tell(tenant, Entries.REVIEWED, request))
                    .forEach(overdue::add);
        });
        return overdue.isEmpty()
                ? Map.of()
                : Map.of(
                        "overdue_reviews",
                        Columns.json(overdue.stream().limit(MOST).toList()));
    }
}
