package dev.writ.api.approval;

import dev.writ.api.approval.ChangeRequestView.EmergencyView;
import dev.writ.api.approval.ChangeRequestView.RequirementView;
import dev.writ.api.approval.ChangeRequestView.ReviewView;
import dev.writ.api.approval.ChangeRequestView.VoteView;
import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.decision.DecisionView;
import dev.writ.api.decision.Decisions;
import dev.writ.api.platform.Digests;
import dev.writ.api.platform.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Shows change requests; everything that is shown is what the log has. */
@Component
class Views {
    private final EmergencyRecords emergencies;
    private final Records records;
    private final Involved involved;
    private final Decisions decisions;

    Views(VoteRepository votes, EmergencyRecords emergencies, Records records, Involved involved, Decisions decisions) {
        this.emergencies = emergencies;
        this.records = records;
        this.involved = involved;
        this.decisions = decisions;
    }

    /** The whole request. */
    ChangeRequestView of(Tenant tenant, Row row) {
        Optional<Binding> binding = records.kept(tenant, row);
        records.state(tenant, row, row.state() == State.OPEN ? Entries.OPENED : Entries.type(row.state()));
        List<Records.Given> given = records.votes(tenant, row);
        return new ChangeRequestView(
                row.id().toString(),
                row.state().word(),
                row.version(),
                row.requester(),
                row.team().orElse(null),
                row.action(),
                row.environment().orElse(null),
                binding.map(Binding::parameters).orElse(null),
                records.comment(tenant, row).orElse(null),
                Digests.text(row.digest()),
                requirements(tenant, row, binding, records.ballots(tenant, row, given)),
                given.stream().map(vote -> view(tenant, row, vote)).toList(),
                emergencies
                        .find(tenant, row.id())
                        .map(emergency -> view(tenant, emergency))
                        .orElse(null),
                row.decision().toString(),
                row.state() == State.REJECTED
                        ? decisions
                                .find(tenant, row.decision())
                                .map(DecisionView::reasons)
                                .orElse(null)
                        : null,
                row.createdAt().toString(),
                row.changedAt().toString(),
                row.expiresAt().toString(),
                new LedgerPosition(tenant.name(), records.stateIndex(tenant, row)));
    }

    private List<RequirementView> requirements(
            Tenant tenant, Row row, Optional<Binding> binding, List<Ballot> ballots) {
        Parties parties = binding.map(bound -> involved.parties(tenant, row, bound, Ballot.persons(ballots)))
                .orElseGet(Parties::none);
        return Tally.of(row.requirements(), ballots, parties).standings().stream()
                .map(standing -> new RequirementView(
                        standing.requirement().group(),
                        standing.requirement().count(),
                        standing.requirement().distinctFrom(),
                        standing.have()))
                .toList();
    }

    private static VoteView view(Tenant tenant, Row row, Records.Given given) {
        Vote vote = given.vote();
        Ballot ballot = vote.ballot();
        return new VoteView(
                vote.id().toString(),
                ballot.voter(),
                ballot.holder().equals(ballot.voter()) ? null : ballot.holder(),
                vote.verdict().word(),
                Stream.concat(ballot.groups().stream(), given.ballot().asked(row.requirements()).stream())
                        .distinct()
                        .sorted()
                        .toList(),
                Digests.text(vote.digest()),
                vote.digest().equals(row.digest()),
                given.comment().orElse(null),
                vote.at().toString(),
                new LedgerPosition(tenant.name(), vote.index()));
    }

    private EmergencyView view(Tenant tenant, Emergency emergency) {
        return new EmergencyView(
                emergency.invoker(),
                records.said(tenant, emergency.draftKey(), "reason").orElse(null),
                records.said(tenant, emergency.draftKey(), "incident").orElse(null),
                emergency.at().toString(),
                emergency.endsAt().toString(),
                emergency.reviewDue().toString(),
                emergency
                        .review()
                        .map(review -> new ReviewView(
                                review.reviewer(), review.verdict(), review.at().toString()))
                        .orElse(null));
    }
}
