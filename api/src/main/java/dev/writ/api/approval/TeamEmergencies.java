package dev.writ.api.approval;

import dev.writ.api.audit.LogFacts;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Which emergencies of a team the log tells of that nobody reviewed, whatever rows say of them. The log only grows, so that what was read
 * of it once is read no more.
 */
@Component
class TeamEmergencies {
    private static final int MOST_TEAMS = 1_000;
    private static final int PAGE = 200;

    private final LogFacts log;

    /** Of the teams that were asked for last. */
    private final Map<Team, Open> known = Collections.synchronizedMap(new Newest());

    TeamEmergencies(LogFacts log) {
        this.log = log;
    }

    private record Team(Tenant tenant, String name) {}

    /**
     * What is known of a team.
     *
     * @param next index from which the log is not read yet
     * @param due when the reviews are due, by the id of the change request
     */
    private record Open(long next, Map<String, Instant> due) {
        Open {
            due = Map.copyOf(due);
        }
    }

    /** Ids of the change requests whose emergencies nobody has reviewed by a moment, those first whose reviews were due first. */
    List<String> overdue(Tenant tenant, String team, Instant now, int limit) {
        return open(new Team(tenant, team)).due().entrySet().stream()
                .filter(one -> !one.getValue().isAfter(now))
                .sorted(Map.Entry.<String, Instant>comparingByValue()
                        .thenComparing(Map.Entry::getKey, Comparator.naturalOrder()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Two that read on at the same time come to the same. */
    private Open open(Team team) {
        Open open = known.getOrDefault(team, new Open(0, Map.of()));
        while (true) {
            LogFacts.Told told = log.told(team.tenant(), Entries.team(team.name()), open.next(), PAGE);
            if (told.next() == open.next()) {
                return open;
            }
            open = after(open, told);
            known.put(team, open);
        }
    }

    private static Open after(Open before, LogFacts.Told told) {
        Map<String, Instant> due = new TreeMap<>(before.due());
        for (EntryDraft entry : told.entries()) {
            Map<String, Json> said = entry.body().members();
            if (said.get(Entries.REQUEST) instanceof Json.Str(String request)) {
                if (entry.type().equals(Entries.REVIEWED)) {
                    due.remove(request);
                } else if (entry.type().equals(Entries.BREAK_GLASS)
                        && said.get(EmergencyRecords.DUE) instanceof Json.Str(String until)) {
                    due.put(request, Instant.parse(until));
                }
            }
        }
        return new Open(told.next(), due);
    }

    /** Forgets what was asked for longest ago. */
    private static final class Newest extends LinkedHashMap<Team, Open> {
        private static final long serialVersionUID = 1L;

        Newest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Team, Open> eldest) {
            return size() > MOST_TEAMS;
        }
    }
}
