package dev.writ.api.audit;

import dev.writ.api.platform.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Which evidence pack is wanted.
 *
 * @param indexes of entries
 * @param decisions ids of decisions, whose entries are looked up
 * @param disclose payload fields whose values go into the pack; {@link #ALL} stands for every one that is still there
 */
record PackRequest(SortedSet<Long> indexes, List<UUID> decisions, Set<String> disclose) {
    /** Every field. */
    static final String ALL = "all";

    /** Most entries that can be asked for at once by somebody who waits for the answer. */
    static final int MAX = 256;

    /** Most bytes of a pack that somebody waits for; nobody counts how many do so at once. */
    static final int MAX_SIZE = 8 << 20;

    /** Most entries that one pack can be about: fewer than it can have, since it also has those that explain them. */
    static final int MOST = 1_000;

    private static final String HOW = "name entries by `index` and decisions by `decision`, 1 to " + MAX
            + " of them; for more, begin an operation with `POST /ledger/<log>/packs`";

    /** Copies the members. */
    public PackRequest {
        indexes = new TreeSet<>(indexes);
        decisions = List.copyOf(decisions);
        disclose = Set.copyOf(disclose);
        int asked = indexes.size() + decisions.size();
        if (asked == 0 || asked > MOST) {
            throw Problem.badRequest(
                            "pack.selection",
                            "the pack is asked for " + asked + " entries",
                            "name, or select, 1 to " + MOST + " of them")
                    .raise();
        }
    }

    /**
     * Reads words, each of which may hold several values between commas.
     *
     * @throws dev.writ.api.platform.ProblemException 400 for a value that is none
     */
    static PackRequest parse(List<String> indexes, List<String> decisions, List<String> disclose) {
        var numbers = new TreeSet<Long>();
        for (String text : split(indexes)) {
            if (!text.matches("0|[1-9][0-9]{0,17}")) {
                throw Problem.badRequest("parameter.number", "`index` is `" + text + "`", HOW)
                        .raise();
            }
            numbers.add(Long.parseLong(text));
        }
        List<UUID> ids = new ArrayList<>();
        for (String text : split(decisions)) {
            try {
                ids.add(UUID.fromString(text));
            } catch (IllegalArgumentException e) {
                throw Problem.badRequest("parameter.id", "`decision` is `" + text + "`, which is no id", HOW)
                        .raise();
            }
        }
        int asked = numbers.size() + ids.size();
        if (asked == 0 || asked > MAX) {
            throw Problem.badRequest("pack.selection", "the pack is asked for " + asked + " entries", HOW)
                    .raise();
        }
        return new PackRequest(numbers, ids, Set.copyOf(split(disclose)));
    }

    private static List<String> split(List<String> words) {
        return words.stream()
                .flatMap(word -> Arrays.stream(word.split(",", -1)))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    /** Whether the value of a field goes into the pack. */
    boolean discloses(String field) {
        return disclose.contains(ALL) || disclose.contains(field);
    }
}
