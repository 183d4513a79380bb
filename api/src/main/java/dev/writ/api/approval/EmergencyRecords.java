package dev.writ.api.approval;

import dev.writ.api.audit.LogFacts;
import dev.writ.api.audit.LoggedEntry;
import dev.writ.api.audit.Payloads;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What the log says of emergencies and their reviews; a row that says something else is not believed. */
@Component
class EmergencyRecords {
    private static final String ENDS = "ends_at";
    private static final String DUE = "review_due";
    /** Value beside the entry of an emergency: whose promotions wait for the review. */
    static final String TEAM = "team";

    private static final int MOST_KNOWN = 10_000;
    private static final Duration LONGEST_WAY = Duration.ofMinutes(5);

    private final EmergencyRepository rows;
    private final ChangeRequestRepository requests;
    private final Records records;
    private final Payloads payloads;
    private final LogFacts log;
    private final Clock clock;
    /** What was held against the log, which does not change; so that it is done once only for what every decision asks for. */
    private final Set<Known> known = ConcurrentHashMap.newKeySet();

    EmergencyRecords(
            EmergencyRepository rows,
            ChangeRequestRepository requests,
            Records records,
            Payloads payloads,
            LogFacts log,
            Clock clock) {
        this.rows = rows;
        this.requests = requests;
        this.records = records;
        this.payloads = payloads;
        this.log = log;
        this.clock = clock;
    }

    private record Known(Tenant tenant, Emergency emergency) {}

    /** Members of the body of the entry that makes an emergency. */
    static Map<String, Json> body(Instant end, Instant due) {
        return Map.of(ENDS, new Json.Str(end.toString()), DUE, new Json.Str(due.toString()));
    }

    /** Values beside that entry. */
    static Map<String, Json> payload(Emergencies.Call call, String team) {
        return Map.of(
                "reason",
                new Json.Str(call.reason()),
                "incident",
                new Json.Str(call.incident()),
                TEAM,
                new Json.Str(team));
    }

    /**
     * The emergency of a change request, without a review that is not in the log yet.
     *
     * @throws dev.writ.api.platform.ProblemException 409 while the emergency is not in the log; 500 if its row, or that of its review, is
     *     not what the log recorded
     */
    Optional<Emergency> find(Tenant tenant, UUID request) {
        Optional<Emergency> found = rows.find(tenant, request);
        if (found.filter(emergency -> emergency.review().isEmpty()).isPresent()
                && log.tell(tenant, Entries.REVIEWED, request.toString())) {
            // Somebody may have reviewed it since the row was read.
            found = rows.find(tenant, request);
            found.filter(emergency -> emergency.review().isEmpty()).ifPresent(emergency -> {
                throw contradiction(tenant, emergency);
            });
        }
        return found.map(emergency -> logged(tenant, emergency)
                .orElseThrow(() -> Records.inProgress(request).raise()));
    }

    /**
     * A row as far as the log has it: without a review that is on its way there; empty if it is on its way itself. 500 if it, or its
     * review, is not what the log recorded. One that is not reviewed is held to be so.
     */
    Optional<Emergency> logged(Tenant tenant, Emergency emergency) {
        var one = new Known(tenant, emergency);
        if (known.contains(one)) {
            return Optional.of(emergency);
        }
        OptionalLong index = index(tenant, emergency, emergency.draftKey(), emergency.at());
        if (index.isEmpty()) {
            return Optional.empty();
        }
        if (!isRecorded(tenant, emergency, index.getAsLong())) {
            throw contradiction(tenant, emergency);
        }
        if (emergency.review().isPresent()
                && !isReviewed(tenant, emergency, emergency.review().get())) {
            return Optional.of(emergency.unreviewed());
        }
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.add(one);
        return Optional.of(emergency);
    }

    /** Where an entry is; empty while it is on its way into the log, which does not take long. */
    private OptionalLong index(Tenant tenant, Emergency emergency, String key, Instant since) {
        OptionalLong index = requests.index(tenant, key);
        if (index.isEmpty() && Duration.between(since, clock.instant()).abs().compareTo(LONGEST_WAY) > 0) {
            throw contradiction(tenant, emergency);
        }
        return index;
    }

    private boolean isRecorded(Tenant tenant, Emergency emergency, long index) {
        LoggedEntry recorded = payloads.read(tenant, emergency.draftKey(), index);
        Map<String, Json> said = recorded.entry().body().members();
        Json team = recorded.payload().get(TEAM);
        return recorded.entry().type().equals(Entries.BREAK_GLASS)
                && isAbout(emergency, recorded)
                && said.entrySet()
                        .containsAll(
                                body(emergency.endsAt(), emergency.reviewDue()).entrySet())
                && (team == null || team.equals(new Json.Str(emergency.team())))
                && records.isNamed(
                        tenant,
                        emergency.invoker(),
                        recorded.entry().principals().get("by"));
    }

    /** Whether the log has the review; 500 if it has another one. */
    private boolean isReviewed(Tenant tenant, Emergency emergency, Emergency.Review review) {
        OptionalLong index = index(tenant, emergency, review.draftKey(), review.at());
        if (index.isEmpty()) {
            return false;
        }
        LoggedEntry recorded = payloads.read(tenant, review.draftKey(), index.getAsLong());
        if (!recorded.entry().type().equals(Entries.REVIEWED)
                || !isAbout(emergency, recorded)
                || recorded.entry().outcome() != outcome(review)
                || !records.isNamed(
                        tenant, review.reviewer(), recorded.entry().principals().get("reviewer"))) {
            throw contradiction(tenant, emergency);
        }
        return true;
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
