package dev.writ.api.approval;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is involved in a request, as persons: for a service its owners stand here, those of before as well, so
 * that nobody escapes by acting through one.
 *
 * @param byName the persons of each party; {@value #REQUESTER} is always among them
 * @param unresolved parties of whom it is not known which persons they are
 */
record Parties(Map<String, Set<String>> byName, Set<String> unresolved) {
    /** Who asked, whom it was asked for, and who issued the tokens it was asked with. */
    static final String REQUESTER = "requester";

    /** The parties that rules may name. */
    static final Set<String> NAMES = Set.of(REQUESTER, "trainer", "author");

    Parties {
        byName = Map.copyOf(byName);
        unresolved = Set.copyOf(unresolved);
    }

    /** Of a request of which nobody knows any more who is involved: it keeps nobody out, so it is to look at only. */
    static Parties none() {
        return new Parties(Map.of(), Set.of());
    }

    /**
     * Whether one of the persons may fill no seat of the requirement. The requester never may. A party that the service does not
     * know of keeps everybody out: it cannot be told who is distinct from it.
     */
    boolean bar(Requirement requirement, Set<String> persons) {
        return involves(REQUESTER, persons)
                || requirement.distinctFrom().stream().anyMatch(party -> !isKnown(party) || involves(party, persons));
    }

    /** Whether it is known which persons a party is. */
    boolean isKnown(String party) {
        return NAMES.contains(party) && !unresolved.contains(party);
    }

    /** Everybody who is of a party. */
    Set<String> persons() {
        return byName.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** The same, where somebody who is the same human as one of a party is of it, too. */
    Parties with(Map<String, Set<String>> same) {
        Map<String, Set<String>> wider = new HashMap<>();
        byName.forEach((party, persons) -> {
            Set<String> all = new HashSet<>(persons);
            same.forEach((candidate, others) -> {
                if (others.stream().anyMatch(persons::contains)) {
                    all.add(candidate);
                }
            });
            wider.put(party, Set.copyOf(all));
        });
        return new Parties(wider, unresolved);
    }

    /** Whether one of the persons is of any party. */
    boolean involve(Set<String> persons) {
        return byName.keySet().stream().anyMatch(party -> involves(party, persons));
    }

    /** Whether one of the persons is of the party. */
    boolean involves(String party, Set<String> persons) {
        return byName.getOrDefault(party, Set.of()).stream().anyMatch(persons::contains);
    }
}
