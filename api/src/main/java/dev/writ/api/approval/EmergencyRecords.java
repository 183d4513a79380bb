package dev.writ.api.approval;

import dev.writ.api.audit.LogFacts;
import dev.writ.api.audit.LoggedEntry;
import dev.writ.api.audit.Payloads;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the log says of emergencies and their reviews; a row that says something else is not believed. */
@Component
class EmergencyRecords {
    private static final String ENDS = "ends_at";

    /** Member of the body: until when it must be reviewed. */
    static final String DUE = "review_due";

    /** Member of the body: names in the ledger of the parties of the change. */
    static final String PARTIES = "parties";

    /** Value beside the entry of an emergency: whose promotions wait for the review. */
    static final String TEAM = "team";

    private final EmergencyRepository rows;
    private final ChangeRequestRepository requests;
    private final Records records;
    private final Payloads payloads;
    private final LogFacts log;

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
    private Optional<Emergency> logged(Tenant tenant, Emergency emergency) {
        OptionalLong index = index(tenant, emergency, emergency.draftKey());
        if (index.isEmpty()) {
            return Optional.empty();
        }
        if (!isRecorded(tenant, emergency, index.getAsLong())) {
            throw contradiction(tenant, emergency);
        }
        return emergency.review().isPresent()
                        && !isReviewed(tenant, emergency, emergency.review().get())
                ? Optional.of(emergency.unreviewed())
                : Optional.of(emergency);
    }

    /** Where an entry is; empty while it is on its way into the log. */
    private OptionalLong index(Tenant tenant, Emergency emergency, String key) {
        OptionalLong index = requests.index(tenant, key);
        if (index.isPresent() || log.await(tenant, key)) {
            return index;
        }
        // It may have arrived between the two looks.
        OptionalLong arrived = requests.index(tenant, key);
        if (arrived.isEmpty()) {
            throw contradiction(tenant, emergency);
        }
        return arrived;
    }

    /**
     * Names in the ledger of those who were parties of the change when the votes were waived, as the entry has them; of entries from
     * before they were kept, nobody.
     */
    List<String> parties(Tenant tenant, Emergency emergency) {
        OptionalLong index = index(tenant, emergency, emergency.draftKey());
        return index.isPresent()
                        && payloads.read(tenant, emergency.draftKey(), index.getAsLong())
                                        .entry()
                                        .body()
                                        .members()
                                        .get(PARTIES)
                                instanceof Json.Arr(List<Json> ids)
                ? ids.stream()
                        .filter(Json.Str.class::isInstance)
                        .map(id -> ((Json.Str) id).text())
                        .toList()
                : List.of();
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
        OptionalLong index = index(tenant, emergency, review.draftKey());
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
