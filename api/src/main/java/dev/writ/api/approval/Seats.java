package dev.writ.api.approval;

import dev.writ.api.identity.Groups;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Problem;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Which seats somebody may fill. Nobody is exempt: no administrator, no program, nobody who votes for another person. */
@Component
class Seats {
    private final Delegations delegations;
    private final Groups groups;
    private final Records records;

    Seats(Delegations delegations, Groups groups, Records records) {
        this.delegations = delegations;
        this.groups = groups;
        this.records = records;
    }

    /** Who takes part in the vote, and of which groups it is; 403 if it is another person's who has not delegated it. */
    Ballot ballot(Caller caller, Row row, Given given) {
        Optional<String> holder = given.holder().filter(other -> !other.equals(caller.person()));
        if (holder.isEmpty()) {
            return new Ballot(caller.person(), caller.person(), sorted(caller.groups()));
        }
        if (!records.mayAct(caller.tenant(), holder.get())) {
            throw notDelegated(holder.get(), caller.id()).raise();
        }
        Set<String> delegated = new LinkedHashSet<>();
        for (Delegation delegation : delegations.live(caller.tenant(), holder.get(), caller.person())) {
            if (delegation.covers(row.action())) {
                delegated.addAll(delegation.of(List.copyOf(groups.of(caller.tenant(), holder.get()))));
            }
        }
        if (delegated.isEmpty()) {
            throw notDelegated(holder.get(), caller.id()).raise();
        }
        return new Ballot(caller.person(), holder.get(), sorted(delegated));
    }

    private static Problem notDelegated(String holder, String caller) {
        return Problem.forbidden(
                "vote.not_delegated",
                "`" + holder + "` has no vote on this that `" + caller + "` may give",
                "ask for a delegation, which `" + holder
                        + "` makes with `POST /api/v1/delegations`; only groups that the"
                        + " service keeps are delegated");
    }

    private static List<String> sorted(Collection<String> groups) {
        return groups.stream().distinct().sorted().toList();
    }

    /** Of which groups the caller may vote on anything, for herself or for another person. */
    Set<String> groups(Caller caller) {
        return groups(caller, delegation -> true);
    }

    /** Of which groups the caller may vote on requests for the action. */
    Set<String> groups(Caller caller, String action) {
        return groups(caller, delegation -> delegation.covers(action));
    }

    private Set<String> groups(Caller caller, Predicate<Delegation> which) {
        Set<String> all = new LinkedHashSet<>(caller.groups());
        if (caller.kind().equals("human")) {
            delegations.live(caller.tenant(), caller.person()).stream()
                    .filter(which)
                    .forEach(delegation ->
                            all.addAll(delegation.of(List.copyOf(groups.of(caller.tenant(), delegation.from())))));
        }
        return all;
    }

    /** Why the vote fills no seat, if that is a matter of who must be kept apart; 403 if it is of no group that is asked. */
    static Optional<Problem> refusal(Row row, Ballot ballot, Parties parties) {
        if (parties.involves(Parties.REQUESTER, ballot.persons())) {
            return Optional.of(refused(
                    "vote.own_request",
                    "`" + row.id() + "` was asked for by, or for, somebody who takes part in this vote"));
        }
        List<Requirement> ofGroup = row.requirements().stream()
                .filter(requirement -> ballot.groups().contains(requirement.group()))
                .toList();
        if (ofGroup.isEmpty()) {
            throw notAMember(row).raise();
        }
        if (ofGroup.stream().anyMatch(requirement -> !parties.bar(requirement, ballot.persons()))) {
            return Optional.empty();
        }
        return Optional.of(ofGroup.stream()
                .flatMap(requirement -> requirement.distinctFrom().stream())
                .filter(party -> !parties.isKnown(party))
                .findFirst()
                .map(Seats::unresolved)
                .orElseGet(() -> refused(
                        "vote.not_distinct", "somebody who takes part in this vote is a party of the change request")));
    }

    private static Problem unresolved(String party) {
        return Problem.forbidden(
                "vote.not_distinct",
                "it is not known which person the `" + party + "` of the model is, so nobody can be told from that one",
                "register whom the training evidence names as a principal: a human, or a service with an owner");
    }

    private static Problem notAMember(Row row) {
        List<String> asked =
                row.requirements().stream().map(Requirement::group).distinct().toList();
        return Problem.forbidden(
                "vote.not_a_member",
                "the vote is of none of the groups that are asked",
                "leave it to: " + String.join(", ", asked));
    }

    private static Problem refused(String code, String detail) {
        return Problem.forbidden(code, detail, "let another member of the group vote");
    }
}
