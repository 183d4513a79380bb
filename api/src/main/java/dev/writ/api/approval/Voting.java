package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.access.DecisionMaker;
import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Journal;
import dev.writ.api.audit.Recorded;
import dev.writ.api.identity.Principal;
import dev.writ.api.identity.Principals;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.Hash;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Votes. Only people vote, signed in through OIDC; whoever asked, or is a party that the rules keep out, fills no seat, neither for
 * herself nor for another person; and nobody takes part twice. The vote that fills the last seat has the rules run again, under the lock
 * of the row, so that two of them cannot both be the last.
 */
@Service
class Voting {
    private final ChangeRequestRepository rows;
    private final VoteRepository votes;
    private final DelegationRepository delegations;
    private final Records records;
    private final Rules rules;
    private final Steps steps;
    private final Rebinding rebinding;
    private final DecisionMaker maker;
    private final Principals principals;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    Voting(
            ChangeRequestRepository rows,
            VoteRepository votes,
            DelegationRepository delegations,
            Records records,
            Rules rules,
            Steps steps,
            Rebinding rebinding,
            DecisionMaker maker,
            Principals principals,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.rows = rows;
        this.votes = votes;
        this.delegations = delegations;
        this.records = records;
        this.rules = rules;
        this.steps = steps;
        this.rebinding = rebinding;
        this.maker = maker;
        this.principals = principals;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What somebody wants to say.
     *
     * @param verdict yes or no
     * @param digest of what it is said to
     * @param holder whose vote it is, if not the caller's own
     * @param comment why
     */
    record Given(Vote.Verdict verdict, Hash digest, Optional<String> holder, Optional<String> comment) {}

    /** Records a vote and what it leads to. */
    Recorded<Row> vote(Caller caller, UUID id, Given given, List<String> holderGroups) {
        requirePerson(caller);
        Tenant tenant = caller.tenant();
        Row seen = rows.find(tenant, id)
                .orElseThrow(() -> Steps.unknown(id.toString()).raise());
        rebinding.refresh(tenant, seen);
        Ballot ballot = ballot(caller, seen, given, holderGroups);
        return journal.commit(tenant, drafts -> {
            Row row = steps.lockOpen(tenant, id);
            Binding binding = records.binding(tenant, row);
            ActionRequest request = Records.request(binding);
            if (!row.digest().equals(given.digest()) || rebinding.isStale(tenant, binding, request)) {
                throw Rebinding.changed(id).raise();
            }
            Parties parties = rules.parties(tenant, row.person(), request);
            requireSeat(row, ballot, parties);
            return cast(drafts, tenant, row, request, parties, given, ballot);
        });
    }

    private static void requirePerson(Caller caller) {
        if (!caller.kind().equals("human") || caller.signIn() != Caller.SignIn.OIDC) {
            throw Problem.forbidden(
                            "vote.not_a_person",
                            "`" + caller.id() + "` is not a person who is signed in",
                            "sign in at the OpenID Connect provider, and vote with its token")
                    .raise();
        }
    }

    private Ballot ballot(Caller caller, Row row, Given given, List<String> holderGroups) {
        Optional<String> holder = given.holder().filter(other -> !other.equals(caller.person()));
        if (holder.isEmpty()) {
            return new Ballot(caller.person(), caller.person(), caller.groups());
        }
        List<String> groups = new ArrayList<>();
        for (Delegation delegation :
                delegations.live(caller.tenant(), holder.get(), caller.person(), clock.instant())) {
            if (delegation.covers(row.action())) {
                groups.addAll(delegation.of(holderGroups));
            }
        }
        if (groups.isEmpty()) {
            throw Problem.forbidden(
                            "vote.not_delegated",
                            "`" + holder.get() + "` has not delegated a vote on this to `" + caller.id() + "`",
                            "ask for a delegation, which `" + holder.get() + "` makes with `POST /api/v1/delegations`")
                    .raise();
        }
        return new Ballot(
                caller.person(), holder.get(), groups.stream().distinct().toList());
    }

    private static void requireSeat(Row row, Ballot ballot, Parties parties) {
        if (parties.involves(Parties.REQUESTER, ballot.persons())) {
            throw refused(
                            "vote.own_request",
                            "`" + row.id() + "` was asked for by, or for, somebody who takes part in this vote")
                    .raise();
        }
        List<Requirement> ofGroup = row.requirements().stream()
                .filter(requirement -> ballot.groups().contains(requirement.group()))
                .toList();
        if (ofGroup.isEmpty()) {
            throw Problem.forbidden(
                            "vote.not_a_member",
                            "the vote is of none of the groups that are asked",
                            "leave it to: "
                                    + String.join(
                                            ", ",
                                            row.requirements().stream()
                                                    .map(Requirement::group)
                                                    .distinct()
                                                    .toList()))
                    .raise();
        }
        if (ofGroup.stream().allMatch(requirement -> parties.bar(requirement, ballot.persons()))) {
            throw refused("vote.not_distinct", "somebody who takes part in this vote is a party of the change request")
                    .raise();
        }
    }

    private static Problem refused(String code, String detail) {
        return Problem.forbidden(code, detail, "let another member of the group vote");
    }

    private Row cast(
            Drafts drafts, Tenant tenant, Row row, ActionRequest request, Parties parties, Given given, Ballot ballot) {
        var vote = new Vote(ids.ordered(), ballot, given.verdict(), row.digest(), clock.instant(), "", Vote.NO_INDEX);
        String key = drafts.add(entry(tenant, row, vote), comment(given), Entries.terms(row.id()));
        if (!votes.insert(
                tenant,
                row.id(),
                new Vote(vote.id(), ballot, vote.verdict(), vote.digest(), vote.at(), key, Vote.NO_INDEX))) {
            throw Problem.conflict(
                            "vote.exists",
                            "somebody who takes part in this vote has taken part in one on the same request",
                            "let another member of the group vote")
                    .raise();
        }
        if (given.verdict() == Vote.Verdict.REJECT) {
            return steps.end(
                    drafts,
                    tenant,
                    row,
                    State.REJECTED,
                    Outcome.REJECTED,
                    Optional.empty(),
                    request,
                    principals.find(tenant, ballot.voter()));
        }
        List<Ballot> ballots = ballots(tenant, row);
        if (!Tally.of(row.requirements(), ballots, parties).met()) {
            return row;
        }
        return decide(drafts, tenant, row, request, parties, ballots);
    }

    /** The last seat is filled: the rules run again, and may ask for more or for something else than before. */
    private Row decide(
            Drafts drafts, Tenant tenant, Row row, ActionRequest request, Parties parties, List<Ballot> ballots) {
        DecisionMaker.Made made = rules.again(tenant, row, request);
        drafts(drafts, tenant, row, made);
        List<Requirement> now = Requirement.read(made.ruling().require());
        Row decided = row.decided(made.decision().id(), now.isEmpty() ? row.requirements() : now);
        boolean met = Tally.of(now, ballots, parties).met();
        Row settled = steps.settle(drafts, tenant, decided, request, made, met);
        if (settled.state() == State.OPEN) {
            Row more = settled.in(State.OPEN, row.keys().state(), clock.instant());
            steps.write(tenant, more, row.version());
            return more;
        }
        return settled;
    }

    private void drafts(Drafts drafts, Tenant tenant, Row row, DecisionMaker.Made made) {
        Caller of = rules.caller(tenant, row);
        maker.add(drafts, of, made);
    }

    /** Votes of the change are not in the log yet, so all are read; {@link Records} checks them when a permit is asked for. */
    private List<Ballot> ballots(Tenant tenant, Row row) {
        return votes.of(tenant, row.id()).stream()
                .filter(vote -> vote.verdict() == Vote.Verdict.APPROVE)
                .filter(vote -> vote.digest().equals(row.digest()))
                .map(Vote::ballot)
                .toList();
    }

    private EntryDraft entry(Tenant tenant, Row row, Vote vote) {
        Outcome outcome = vote.verdict() == Vote.Verdict.APPROVE ? Outcome.APPROVED : Outcome.REJECTED;
        EntryDraft entry = EntryDraft.of(Entries.VOTED, outcome)
                .withBody(Entries.body(row, vote))
                .withPrincipal("voter", ledgerId(tenant, vote.ballot().voter()));
        return vote.ballot().holder().equals(vote.ballot().voter())
                ? entry
                : entry.withPrincipal("holder", ledgerId(tenant, vote.ballot().holder()));
    }

    private String ledgerId(Tenant tenant, String person) {
        return principals
                .find(tenant, person)
                .map(Principal::ledgerId)
                .orElseThrow(() -> Problem.forbidden(
                                "vote.not_a_person",
                                "`" + person + "` is no registered person",
                                "let another member of the group vote")
                        .raise());
    }

    private static Map<String, Json> comment(Given given) {
        return given.comment()
                .<Map<String, Json>>map(text -> Map.of("comment", new Json.Str(text)))
                .orElse(Map.of());
    }
}
