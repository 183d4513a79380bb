package dev.writ.api.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Counting of votes: examples, and random organisations against a count that tries every way of giving seats. */
class TallyTest {
    private static final int ORGANISATIONS = 20_000;
    private static final List<String> GROUPS = List.of("model-risk", "privacy", "security");
    private static final List<String> PARTIES = List.of("requester", "trainer", "author", "unheard-of");

    private static Requirement need(String group, int count, String... distinct) {
        return new Requirement(group, count, List.of(distinct));
    }

    private static Ballot vote(String person, String... groups) {
        return new Ballot(person, person, List.of(groups));
    }

    private static final Parties ANA =
            new Parties(Map.of(Parties.REQUESTER, Set.of("ana"), "trainer", Set.of("tom")), Set.of());

    private static boolean met(List<Requirement> requirements, Ballot... ballots) {
        return Tally.of(requirements, List.of(ballots), ANA).met();
    }

    @Test
    void theRequesterFillsNoSeatWhateverTheRulesForgotToSay() {
        assertThat(met(List.of(need("privacy", 1)), vote("ana", "privacy"))).isFalse();
        assertThat(met(List.of(need("privacy", 1)), new Ballot("ana", "bo", List.of("privacy"))))
                .isFalse();
        assertThat(met(List.of(need("privacy", 1)), new Ballot("bo", "ana", List.of("privacy"))))
                .isFalse();
        assertThat(met(List.of(need("privacy", 1)), vote("bo", "privacy"))).isTrue();
    }

    @Test
    void aPartyIsKeptOutWhereTheRulesSaySo() {
        assertThat(met(List.of(need("privacy", 1, "trainer")), vote("tom", "privacy")))
                .isFalse();
        assertThat(met(List.of(need("privacy", 1)), vote("tom", "privacy"))).isTrue();
        assertThat(met(List.of(need("privacy", 1, "unheard-of")), vote("bo", "privacy")))
                .isFalse();
    }

    @Test
    void onePersonFillsOneSeatOfOneGroup() {
        List<Requirement> both = List.of(need("privacy", 1), need("security", 1));
        assertThat(met(both, vote("bo", "privacy", "security"))).isFalse();
        assertThat(met(both, vote("bo", "privacy", "security"), vote("cy", "privacy")))
                .isTrue();
        assertThat(met(List.of(need("privacy", 2)), vote("bo", "privacy"), vote("bo", "privacy")))
                .isFalse();
    }

    @Test
    void delegationsInACircleGiveNobodyASecondSeat() {
        assertThat(met(
                        List.of(need("privacy", 2)),
                        new Ballot("bo", "cy", List.of("privacy")),
                        new Ballot("cy", "bo", List.of("privacy"))))
                .isFalse();
        assertThat(met(
                        List.of(need("privacy", 2)),
                        new Ballot("bo", "cy", List.of("privacy")),
                        new Ballot("di", "ed", List.of("privacy"))))
                .isTrue();
    }

    @Test
    void randomOrganisationsAreCountedAsByTryingEverything() {
        long seed = Long.getLong("writ.seed", System.nanoTime());
        for (int i = 0; i < ORGANISATIONS; i++) {
            var random = new Random(seed + i);
            List<Requirement> requirements = requirements(random);
            List<Ballot> ballots = ballots(random);
            Parties parties = parties(random);
            Tally tally = Tally.of(requirements, ballots, parties);
            assertThat(tally.met())
                    .as("seed %s: %s %s %s", seed + i, requirements, ballots, parties)
                    .isEqualTo(possible(requirements, ballots, parties));
        }
    }

    private static List<Requirement> requirements(Random random) {
        List<Requirement> requirements = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            requirements.add(new Requirement(
                    GROUPS.get(random.nextInt(GROUPS.size())),
                    1 + random.nextInt(2),
                    PARTIES.stream().filter(party -> random.nextInt(5) == 0).toList()));
        }
        return requirements;
    }

    private static List<Ballot> ballots(Random random) {
        List<Ballot> ballots = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            String voter = "p" + random.nextInt(7);
            String holder = random.nextInt(3) == 0 ? "p" + random.nextInt(7) : voter;
            ballots.add(new Ballot(
                    voter,
                    holder,
                    GROUPS.stream().filter(group -> random.nextBoolean()).toList()));
        }
        return ballots;
    }

    private static Parties parties(Random random) {
        return new Parties(
                Map.of(
                        "requester", Set.of("p" + random.nextInt(7)),
                        "trainer", Set.of("p" + random.nextInt(7)),
                        "author", Set.of("p" + random.nextInt(7))),
                Set.of());
    }

    /** Whether the seats can be given: every ballot that counts tried in every seat, and left out. */
    private static boolean possible(List<Requirement> requirements, List<Ballot> ballots, Parties parties) {
        Set<String> seen = new HashSet<>();
        List<Ballot> counting = new ArrayList<>();
        for (Ballot ballot : ballots) {
            if (!seen.contains(ballot.voter()) && !seen.contains(ballot.holder())) {
                seen.add(ballot.voter());
                seen.add(ballot.holder());
                counting.add(ballot);
            }
        }
        int[] missing = requirements.stream().mapToInt(Requirement::count).toArray();
        return possible(requirements, counting, parties, missing, 0);
    }

    private static boolean possible(
            List<Requirement> requirements, List<Ballot> ballots, Parties parties, int[] missing, int next) {
        int open = 0;
        for (int count : missing) {
            open += count;
        }
        if (open == 0) {
            return true;
        }
        if (next == ballots.size()) {
            return false;
        }
        for (int r = 0; r < missing.length; r++) {
            if (missing[r] > 0 && mayFill(ballots.get(next), requirements.get(r), parties)) {
                missing[r]--;
                boolean found = possible(requirements, ballots, parties, missing, next + 1);
                missing[r]++;
                if (found) {
                    return true;
                }
            }
        }
        return possible(requirements, ballots, parties, missing, next + 1);
    }

    private static boolean mayFill(Ballot ballot, Requirement requirement, Parties parties) {
        Set<String> barred = new HashSet<>(parties.byName().get("requester"));
        for (String party : requirement.distinctFrom()) {
            if (!parties.byName().containsKey(party)) {
                return false;
            }
            barred.addAll(parties.byName().get(party));
        }
        return ballot.groups().contains(requirement.group())
                && !barred.contains(ballot.voter())
                && !barred.contains(ballot.holder());
    }
}
