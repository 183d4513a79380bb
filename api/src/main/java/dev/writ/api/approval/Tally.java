package dev.writ.api.approval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far votes meet what is required. Every vote fills one seat, whoever takes part in it fills no other one, and seats are given so
 * that as many as possible are filled: a maximum matching of votes and seats, by augmenting paths (Kuhn).
 *
 * @param standings for each requirement how many of its seats are filled
 */
record Tally(List<Standing> standings) {
    Tally {
        standings = List.copyOf(standings);
    }

    /**
     * One requirement.
     *
     * @param requirement what is asked for
     * @param have how many of its seats are filled
     */
    record Standing(Requirement requirement, int have) {
        /** How many votes it lacks. */
        int missing() {
            return requirement.count() - have;
        }
    }

    /** Counts; a ballot in which somebody takes part who took part in an earlier one counts for nothing. */
    static Tally of(List<Requirement> requirements, List<Ballot> ballots, Parties parties) {
        List<Ballot> distinct = distinct(ballots);
        List<Integer> seats = new ArrayList<>();
        for (int i = 0; i < requirements.size(); i++) {
            for (int n = 0; n < Math.min(requirements.get(i).count(), distinct.size() + 1); n++) {
                seats.add(i);
            }
        }
        int[] holder = new int[seats.size()];
        Arrays.fill(holder, -1);
        for (int ballot = 0; ballot < distinct.size(); ballot++) {
            seat(ballot, distinct, requirements, seats, parties, holder, new boolean[seats.size()]);
        }
        int[] have = new int[requirements.size()];
        for (int s = 0; s < holder.length; s++) {
            if (holder[s] >= 0) {
                have[seats.get(s)]++;
            }
        }
        List<Standing> standings = new ArrayList<>();
        for (int i = 0; i < have.length; i++) {
            standings.add(new Standing(requirements.get(i), have[i]));
        }
        return new Tally(standings);
    }

    private static List<Ballot> distinct(List<Ballot> ballots) {
        Set<String> seen = new HashSet<>();
        List<Ballot> distinct = new ArrayList<>();
        for (Ballot ballot : ballots) {
            if (ballot.persons().stream().noneMatch(seen::contains)) {
                seen.addAll(ballot.persons());
                distinct.add(ballot);
            }
        }
        return distinct;
    }

    private static boolean seat(
            int ballot,
            List<Ballot> ballots,
            List<Requirement> requirements,
            List<Integer> seats,
            Parties parties,
            int[] holder,
            boolean[] tried) {
        for (int s = 0; s < holder.length; s++) {
            if (!tried[s] && fits(ballots.get(ballot), requirements.get(seats.get(s)), parties)) {
                tried[s] = true;
                if (holder[s] < 0 || seat(holder[s], ballots, requirements, seats, parties, holder, tried)) {
                    holder[s] = ballot;
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the ballot may fill a seat of the requirement. */
    static boolean fits(Ballot ballot, Requirement requirement, Parties parties) {
        return ballot.groups().contains(requirement.group()) && !parties.bar(requirement, ballot.persons());
    }

    /** Whether every seat is filled. */
    boolean met() {
        return standings.stream().allMatch(standing -> standing.missing() == 0);
    }
}
