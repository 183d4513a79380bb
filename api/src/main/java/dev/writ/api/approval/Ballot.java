package dev.writ.api.approval;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A vote for a request, as far as it counts.
 *
 * @param voter the person who voted
 * @param holder the person whose vote it is: the voter, or who delegated to it
 * @param groups those of the holder that the vote can be counted for
 */
record Ballot(String voter, String holder, List<String> groups) {
    Ballot {
        groups = List.copyOf(groups);
    }

    /** Who takes part in it. */
    Set<String> persons() {
        return voter.equals(holder) ? Set.of(voter) : Set.of(voter, holder);
    }

    /** Who takes part in any of them. */
    static Set<String> persons(List<Ballot> ballots) {
        return ballots.stream().flatMap(ballot -> ballot.persons().stream()).collect(Collectors.toUnmodifiableSet());
    }
}
