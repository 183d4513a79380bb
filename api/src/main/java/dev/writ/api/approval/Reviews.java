package dev.writ.api.approval;

import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Journal;
import dev.writ.api.identity.People;
import dev.writ.api.notification.Notice;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Fields;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Reason;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * What another person says of an emergency afterwards; until that is done in time, the team gets nothing more promoted. What is rejected
 * ends: its permit is revoked, and issued no more.
 */
@Service
class Reviews {
    private static final List<String> FIELDS = List.of("verdict", "comment");
    private static final List<String> VERDICTS = List.of(Emergency.Review.ACCEPTED, Emergency.Review.REJECTED);

    private final EmergencyRepository rows;
    private final EmergencyRecords records;
    private final Records requests;
    private final Visibility visibility;
    private final Involved involved;
    private final People people;
    private final Refusals refusals;
    private final Steps steps;
    private final ObjectProvider<ReviewListener> rooms;
    private final Journal journal;
    private final Clock clock;

    /** Other rooms tell this one of nothing, but ask others of it, so neither can be made with the other at hand. */
    Reviews(
            EmergencyRepository rows,
            EmergencyRecords records,
            Records requests,
            Visibility visibility,
            Involved involved,
            People people,
            Refusals refusals,
            Steps steps,
            ObjectProvider<ReviewListener> rooms,
            Journal journal,
            Clock clock) {
        this.rows = rows;
        this.records = records;
        this.requests = requests;
        this.visibility = visibility;
        this.involved = involved;
        this.people = people;
        this.refusals = refusals;
        this.steps = steps;
        this.rooms = rooms;
        this.journal = journal;
        this.clock = clock;
    }

    /** Records what another person says of an emergency; 403 for those who were part of it, 409 if it was reviewed before. */
    void review(Caller caller, UUID id, Json.Obj body) {
        Persons.require(caller);
        Row row = visibility.require(caller, id);
        Fields fields = Fields.of(body, "", FIELDS);
        String verdict = fields.oneOf("verdict", VERDICTS);
        String comment = fields.text("comment", Reason.LONGEST);
        Emergency emergency = records.find(caller.tenant(), row.id())
                .orElseThrow(() -> Problem.conflict(
                                "review.no_emergency",
                                "the approvals of the change request `" + row.id() + "` were not waived",
                                "review one whose `emergency` says that they were")
                        .raise());
        requireAnother(caller, row, emergency);
        try {
            record(caller, row, emergency, verdict, comment);
        } catch (GivenMeanwhile e) {
            // There is one permit at most, so that it is seen now.
            record(caller, row, emergency, verdict, comment);
        }
    }

    private void record(Caller caller, Row row, Emergency emergency, String verdict, String comment) {
        journal.commit(caller.tenant(), drafts -> review(drafts, caller, row, emergency, verdict, comment));
    }

    private boolean hasGiven(Tenant tenant, Row row) {
        return rooms.orderedStream().anyMatch(room -> room.hasGiven(tenant, row.id()));
    }

    private Row review(Drafts drafts, Caller caller, Row row, Emergency emergency, String verdict, String comment) {
        Tenant tenant = caller.tenant();
        boolean rejected = verdict.equals(Emergency.Review.REJECTED);
        boolean given = hasGiven(tenant, row);
        if (rejected) {
            // A permit is locked before its change request, as by those who redeem it.
            rooms.orderedStream().forEach(room -> room.rejected(drafts, caller, row.id()));
        }
        var said = new Emergency.Review(caller.person(), verdict, clock.instant(), "");
        EntryDraft entry = Entries.about(Entries.REVIEWED, EmergencyRecords.outcome(said), row.id(), row.digest())
                .withPrincipal("reviewer", caller.ledgerId());
        String key =
                drafts.add(entry, Map.of("comment", new Json.Str(comment)), Entries.terms(row.id(), emergency.team()));
        if (!rows.review(tenant, row.id(), new Emergency.Review(said.reviewer(), said.verdict(), said.at(), key))) {
            throw Problem.conflict(
                            "review.exists",
                            "the emergency of the change request `" + row.id() + "` is reviewed already",
                            "comment on it with `POST /api/v1/change-requests/" + row.id() + "/comments`")
                    .raise();
        }
        Row now = steps.lock(tenant, row.id());
        // From here on no permit is issued; one that was issued since the look must be locked first.
        if (rejected && !given && hasGiven(tenant, row)) {
            throw new GivenMeanwhile();
        }
        steps.write(tenant, now.touched(), now.version());
        steps.tell(
                tenant,
                now,
                Notice.Event.REVIEWED,
                Stream.of(row.requester(), emergency.invoker()).distinct().toList(),
                Map.of("verdict", new Json.Str(verdict)));
        return now;
    }

    /**
     * Neither a party, nor who waived: not by another name either, nor as somebody who answers, or answered, for one of them. Who was a
     * party when the votes were waived is one for good, since the entry says so.
     */
    private void requireAnother(Caller caller, Row row, Emergency emergency) {
        Tenant tenant = caller.tenant();
        Set<String> reviewer = Set.of(caller.person());
        Parties parties = requests.kept(tenant, row)
                .map(binding -> involved.parties(tenant, row, binding, reviewer))
                .orElseGet(() -> involved.requesters(tenant, row, reviewer));
        Set<String> others = records.parties(tenant, emergency).stream()
                .flatMap(ledgerId -> people.named(tenant, ledgerId).stream())
                .collect(Collectors.toCollection(HashSet::new));
        others.add(emergency.invoker());
        if (!parties.involve(reviewer) && !involved.meet(tenant, reviewer, others)) {
            return;
        }
        Problem problem = Problem.forbidden(
                "review.not_another_person",
                "`" + caller.id() + "` is a party of the change, or waived its approvals",
                "let another person review it");
        journal.commit(tenant, drafts -> {
            Row now = steps.lock(tenant, row.id());
            refusals.add(drafts, tenant, now, Entries.REVIEW_REFUSED, Ballot.alone(caller.person()), problem);
            return now;
        });
        throw problem.raise();
    }

    /** Something was given out between the look at what there is and the lock of the request. */
    private static final class GivenMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GivenMeanwhile() {
            super("a permit was issued while its review was recorded", null, false, false);
        }
    }
}
