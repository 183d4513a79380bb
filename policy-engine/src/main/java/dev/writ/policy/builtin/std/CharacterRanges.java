package dev.writ.policy.builtin.std;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A set of characters, as ranges from first to last that are sorted and do not touch. */
record CharacterRanges(List<Range> ranges) {

    static final CharacterRanges NONE = new CharacterRanges(List.of());

    /** The characters from one to another, both included. */
    record Range(int first, int last) {}

    CharacterRanges {
        ranges = List.copyOf(ranges);
    }

    /** The characters of any ranges, each given as its first and last character. */
    static CharacterRanges of(List<int[]> given) {
        List<int[]> sorted = new ArrayList<>(given);
        sorted.sort(Comparator.comparingInt(range -> range[0]));
        List<Range> merged = new ArrayList<>();
        for (int[] range : sorted) {
            Range before = merged.isEmpty() ? null : merged.getLast();
            if (before != null && range[0] <= before.last() + 1) {
                merged.set(merged.size() - 1, new Range(before.first(), Math.max(before.last(), range[1])));
            } else {
                merged.add(new Range(range[0], range[1]));
            }
        }
        return new CharacterRanges(merged);
    }

    /** Whether some character is in both. */
    boolean intersects(CharacterRanges other) {
        int i = 0;
        int j = 0;
        while (i < ranges.size() && j < other.ranges.size()) {
            Range a = ranges.get(i);
            Range b = other.ranges.get(j);
            if (a.last() < b.first()) {
                i++;
            } else if (b.last() < a.first()) {
                j++;
            } else {
                return true;
            }
        }
        return false;
    }
}
