package dev.writ.api.approval;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A vote for a request, as far as it counts.
 *
 * @param voter the person who voted
 * @param holder the person whose vote it is: the voter, or who delegated to it
 * @param groups those of the holder that the vote can be counted for: all that she was in when it was given, or had delegated, since the
 *     rules may ask for others later
 */
record Ballot(String voter, String holder, List<String> groups) {
    Ballot {
        groups = List.copyOf(groups);
    }

    /** Of somebody who acts for nobody else, and for no group. */
    static Ballot alone(String person) {
        return new Ballot(person, person, List.of());
    }

    /** Who takes part in it. */
    Set<String> persons() {
        return voter.equals(holder) ? Set.of(voter) : Set.of(voter, holder);
    }

    /** The groups of it that are asked; the others are nobody's business. */
    List<String> asked(List<Requirement> requirements) {
        return requirements.stream()
                .map(Requirement::group)
                .filter(groups::contains)
                .distinct()
                .sorted()
                .toList();
    }

    Ballot of(List<String> others) {
        return new Ballot(voter, holder, others);
    }

    /** Who takes part in any of them. */
    static Set<String> persons(List<Ballot> ballots) {
        return ballots.stream().flatMap(ballot -> ballot.persons().stream()).collect(Collectors.toUnmodifiableSet());
    }
}
