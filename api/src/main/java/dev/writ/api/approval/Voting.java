package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.access.DecisionMaker;
import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Idempotency;
import dev.writ.api.audit.Journal;
import dev.writ.api.identity.People;
import dev.writ.api.identity.Principal;
import dev.writ.api.identity.Principals;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.ProblemException;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.log.Pause;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Votes. Only people vote, signed in through OIDC; whoever asked, or is a party that the rules keep out, fills no seat, neither for
 * herself nor for another person; and nobody takes part twice. The vote that fills the last seat has the rules run again, under the lock
 * of the row, so that two of them cannot both be the last.
 */
@Service
class Voting {
    private static final String OPERATION = "change-request.vote";
    private static final int MOST_TRIES = 100;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

    private final Visibility visibility;
    private final VoteRepository votes;
    private final Records records;
    private final Rules rules;
    private final Involved involved;
    private final People people;
    private final Seats seats;
    private final Steps steps;
    private final Rebinding rebinding;
    private final Refusals refusals;
    private final ApprovalListeners listeners;
    private final DecisionMaker maker;
    private final Principals principals;
    private final Idempotency idempotency;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;
    private final Pause pause = Pause.real();

    Voting(
            Visibility visibility,
            VoteRepository votes,
            Records records,
            Rules rules,
            Involved involved,
            People people,
            Seats seats,
            Steps steps,
            Rebinding rebinding,
            Refusals refusals,
            ApprovalListeners listeners,
            DecisionMaker maker,
            Principals principals,
            Idempotency idempotency,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.visibility = visibility;
        this.votes = votes;
        this.records = records;
        this.rules = rules;
        this.involved = involved;
        this.people = people;
        this.seats = seats;
        this.steps = steps;
        this.rebinding = rebinding;
        this.refusals = refusals;
        this.listeners = listeners;
        this.maker = maker;
        this.principals = principals;
        this.idempotency = idempotency;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** What came of a vote. */
    private sealed interface Result {}

    /** It is given, and led to a state. */
    private record Cast(Row row, UUID vote) implements Result {}

    /** It fills no seat, which is on record. */
    private record Refused(Problem problem) implements Result {}

    /**
     * Records a vote and what it leads to; under a key that was used before, finds what it led to.
     *
     * @return id of the vote
     */
    UUID vote(Caller caller, UUID id, Given given, Optional<String> key) {
        Persons.require(caller);
        var before = idempotency.before(caller, OPERATION + ":" + id, key, given.fingerprint());
        if (before.isPresent()) {
            return before.get();
        }
        Tenant tenant = caller.tenant();
        Row seen = visibility.require(caller, id);
        rebinding.refresh(tenant, seen);
        return switch (result(caller, id, given, key)) {
            case Cast(Row row, UUID vote) -> {
                listeners.tell(tenant, row);
                yield vote;
            }
            case Refused(Problem problem) -> throw problem.raise();
        };
    }

    /** A vote that another one is just before waits for that one to be in the log. */
    private Result result(Caller caller, UUID id, Given given, Optional<String> key) {
        for (int again = 0; ; again++) {
            try {
                return journal.commit(caller.tenant(), drafts -> vote(drafts, caller, id, given, key))
                        .value();
            } catch (ProblemException e) {
                if (again == MOST_TRIES || !e.problem().code().equals(Records.IN_PROGRESS)) {
                    throw e;
                }
                pause.pause(BETWEEN_TRIES);
            }
        }
    }

    private Result vote(Drafts drafts, Caller caller, UUID id, Given given, Optional<String> key) {
        Tenant tenant = caller.tenant();
        Row row = steps.lockOpen(tenant, id);
        Binding binding = records.binding(tenant, row);
        ActionRequest request = Records.request(binding);
        if (!row.digest().equals(given.digest()) || rebinding.isStale(tenant, binding, request)) {
            throw Rebinding.changed(id).raise();
        }
        Ballot ballot = seats.ballot(caller, row, given);
        Set<String> before = votes.persons(tenant, row);
        Set<String> candidates = new HashSet<>(before);
        candidates.addAll(ballot.persons());
        Parties parties = involved.parties(tenant, row, binding, candidates);
        Optional<Problem> refusal = Seats.refusal(row, ballot, parties)
                .or(() -> takesPart(ballot, before))
                .or(() -> samePerson(tenant, ballot, before));
        if (refusal.isPresent()) {
            refusals.add(drafts, tenant, row, Entries.VOTE_REFUSED, ballot, refusal.get());
            return new Refused(refusal.get());
        }
        UUID vote = insert(drafts, tenant, row, given, ballot);
        idempotency.remember(caller, OPERATION + ":" + id, key, given.fingerprint(), vote);
        return new Cast(outcome(drafts, tenant, row, request, parties, given, ballot, vote), vote);
    }

    /** Why the vote fills no seat, if somebody takes part in it who has taken part in another one. */
    private static Optional<Problem> takesPart(Ballot ballot, Set<String> before) {
        return ballot.persons().stream().anyMatch(before::contains) ? Optional.of(exists()) : Optional.empty();
    }

    private static Problem exists() {
        return Problem.conflict(
                "vote.exists",
                "somebody who takes part in this vote has taken part in one on the same request",
                "let another member of the group vote");
    }

    /** Why the vote fills no seat, if one human would vote under two names: her identity was moved from one to the other. */
    private Optional<Problem> samePerson(Tenant tenant, Ballot ballot, Set<String> before) {
        return people.same(tenant, ballot.persons(), before).isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.forbidden(
                        "vote.same_person",
                        "somebody who takes part in this vote signs in, or signed in, as who has taken part in another"
                                + " one on the same request",
                        "let another member of the group vote"));
    }

    private UUID insert(Drafts drafts, Tenant tenant, Row row, Given given, Ballot ballot) {
        var vote = new Vote(
                ids.ordered(),
                ballot.of(ballot.asked(row.requirements())),
                given.verdict(),
                row.digest(),
                clock.instant(),
                "",
                Vote.NO_INDEX);
        Map<String, Json> payload = new TreeMap<>(given.payload());
        payload.put(Records.GROUPS, Columns.json(ballot.groups()));
        String key = drafts.add(entry(tenant, row, vote), payload, Entries.terms(row.id()));
        if (!votes.insert(tenant, row.id(), vote.under(key))) {
            throw exists().raise();
        }
        return vote.id();
    }

    private Row outcome(
            Drafts drafts,
            Tenant tenant,
            Row row,
            ActionRequest request,
            Parties parties,
            Given given,
            Ballot ballot,
            UUID vote) {
        if (given.verdict() == Vote.Verdict.REJECT) {
            Optional<Principal> by = principals.find(tenant, ballot.voter());
            return steps.end(
                    drafts, tenant, row, Binding.artifact(request), Ending.by(State.REJECTED, Outcome.REJECTED, by));
        }
        List<Ballot> ballots = ballots(tenant, row, ballot, vote);
        return Tally.of(row.requirements(), ballots, parties).met()
                ? decide(drafts, tenant, row, request, parties, ballots)
                : touch(tenant, row, row.version());
    }

    /** Whoever has read the request sees by its tag that it is another one now. */
    private Row touch(Tenant tenant, Row row, long version) {
        Row touched = row.in(State.OPEN, row.keys().state(), clock.instant());
        steps.write(tenant, touched, version);
        return touched;
    }

    /** The last seat is filled: the rules run again, and may ask for more or for something else than before. */
    private Row decide(
            Drafts drafts, Tenant tenant, Row row, ActionRequest request, Parties parties, List<Ballot> ballots) {
        DecisionMaker.Made made = rules.inTime(tenant, row, request);
        maker.add(drafts, rules.caller(tenant, row), made);
        List<Requirement> now = Requirement.read(made.ruling().require());
        Row decided = row.decided(made.decision().id(), now.isEmpty() ? row.requirements() : now);
        boolean met = Tally.of(now, ballots, parties).met();
        Row settled = steps.settle(drafts, tenant, decided, request, made, met);
        if (settled.state() != State.OPEN) {
            return settled;
        }
        Row more = touch(tenant, settled, row.version());
        steps.tellWaiting(tenant, more);
        return more;
    }

    /**
     * Those that count: the ones before, as the log has them, and this one, which is not in the log yet. While another one is on its way
     * there nobody can tell whether it is real.
     */
    private List<Ballot> ballots(Tenant tenant, Row row, Ballot ours, UUID vote) {
        // Looked at first: under the lock no votes come, but one may get into the log between this and the reading.
        if (votes.isAnyUnlogged(tenant, row.id(), vote)) {
            throw Records.inProgress(row.id()).raise();
        }
        List<Ballot> ballots = new ArrayList<>(records.ballots(tenant, row));
        ballots.add(ours);
        return ballots;
    }

    private EntryDraft entry(Tenant tenant, Row row, Vote vote) {
        Outcome outcome = vote.verdict() == Vote.Verdict.APPROVE ? Outcome.APPROVED : Outcome.REJECTED;
        return refusals.between(
                tenant, EntryDraft.of(Entries.VOTED, outcome).withBody(Entries.body(row, vote)), vote.ballot());
    }
}
