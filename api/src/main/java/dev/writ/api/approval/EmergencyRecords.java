package dev.writ.api.approval;

import dev.writ.api.audit.LogFacts;
import dev.writ.api.audit.LoggedEntry;
import dev.writ.api.audit.Payloads;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What the log says of emergencies and their reviews; a row that says something else is not believed. */
@Component
class EmergencyRecords {
    private static final String ENDS = "ends_at";
    private static final String DUE = "review_due";
    private static final String TEAM = "team";
    private static final int MOST_KNOWN = 10_000;

    private final EmergencyRepository rows;
    private final ChangeRequestRepository requests;
    private final Records records;
    private final Payloads payloads;
    private final LogFacts log;
    /** What was held against the log, which does not change; so that it is done once only for what every decision asks for. */
    private final Set<Known> known = ConcurrentHashMap.newKeySet();

    EmergencyRecords(
            EmergencyRepository rows,
            ChangeRequestRepository requests,
            Records records,
            Payloads payloads,
            LogFacts log) {
        this.rows = rows;
        this.requests = requests;
        this.records = records;
        this.payloads = payloads;
        this.log = log;
    }

    private record Known(Tenant tenant, Emergency emergency) {}

    /** Members of the body of the entry that makes an emergency. */
    static Map<String, Json> body(Instant end, Instant due) {
        return Map.of(ENDS, new Json.Str(end.toString()), DUE, new Json.Str(due.toString()));
    }

    /** Values beside that entry. */
    static Map<String, Json> payload(Emergencies.Call call, String team) {
        return Map.of(
                "reason", new Json.Str(call.reason()),
                "incident", new Json.Str(call.incident()),
                TEAM, new Json.Str(team));
    }

    /** The emergency of a change request; 500 if its row, or that of its review, is not what the log recorded. */
    Optional<Emergency> find(Tenant tenant, UUID request) {
        Optional<Emergency> found = rows.find(tenant, request);
        found.ifPresent(emergency -> {
            require(tenant, emergency);
            if (emergency.review().isEmpty() && log.tell(tenant, Entries.REVIEWED, request.toString())) {
                throw contradiction(tenant, emergency);
            }
        });
        return found;
    }

    /** 500 if an emergency, or its review, is not what the log recorded. One that is not reviewed is held to be so. */
    void require(Tenant tenant, Emergency emergency) {
        var one = new Known(tenant, emergency);
        if (known.contains(one)) {
            return;
        }
        if (!isRecorded(tenant, emergency)
                || !emergency
                        .review()
                        .map(review -> isRecorded(tenant, emergency, review))
                        .orElse(true)) {
            throw contradiction(tenant, emergency);
        }
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.add(one);
    }

    private boolean isRecorded(Tenant tenant, Emergency emergency) {
        OptionalLong index = requests.index(tenant, emergency.draftKey());
        if (index.isEmpty()) {
            throw Records.inProgress(emergency.request()).raise();
        }
        LoggedEntry recorded = payloads.read(tenant, emergency.draftKey(), index.getAsLong());
        Map<String, Json> said = new TreeMap<>(recorded.entry().body().members());
        body(emergency.endsAt(), emergency.reviewDue()).forEach((name, value) -> said.remove(name, value));
        Json team = recorded.payload().get(TEAM);
        return recorded.entry().type().equals(Entries.BREAK_GLASS)
                && isAbout(emergency, recorded)
                && !said.containsKey(ENDS)
                && !said.containsKey(DUE)
                && (team == null || team.equals(new Json.Str(emergency.team())))
                && records.isNamed(
                        tenant,
                        emergency.invoker(),
                        recorded.entry().principals().get("by"));
    }

    private boolean isRecorded(Tenant tenant, Emergency emergency, Emergency.Review review) {
        OptionalLong index = requests.index(tenant, review.draftKey());
        if (index.isEmpty()) {
            return false;
        }
        LoggedEntry recorded = payloads.read(tenant, review.draftKey(), index.getAsLong());
        return recorded.entry().type().equals(Entries.REVIEWED)
                && isAbout(emergency, recorded)
                && recorded.entry().outcome() == outcome(review)
                && records.isNamed(
                        tenant,
                        review.reviewer(),
                        recorded.entry().principals().get("reviewer"));
    }

    /** What the entry of a review says came of it. */
    static Outcome outcome(Emergency.Review review) {
        return review.isRejected() ? Outcome.REJECTED : Outcome.APPROVED;
    }

    private static boolean isAbout(Emergency emergency, LoggedEntry recorded) {
        return new Json.Str(emergency.request().toString())
                .equals(recorded.entry().body().members().get(Entries.REQUEST));
    }

    private RuntimeException contradiction(Tenant tenant, Emergency emergency) {
        return Payloads.contradiction(
                        "the stored emergency of the change request `" + emergency.request() + "`",
                        requests.index(tenant, emergency.draftKey()).orElse(-1))
                .raise();
    }
}
