package dev.writ.policy.check;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds what somebody may have meant. */
final class SimilarNames {
    private SimilarNames() {}

    /**
     * The candidate with the smallest edit distance to {@code name}, the first of them where there are several, or null
     * where none is near: at most a third of the name, rounded up, may differ. Very short names are like all others, so
     * nothing is near to them.
     */
    static @Nullable String nearest(String name, Collection<String> candidates) {
        int limit = name.length() < 3 ? -1 : Math.min(3, (name.length() + 2) / 3);
        String best = null;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - name.length()) <= limit && !candidate.equals(name)) {
                int distance = distance(name, candidate);
                if (distance <= limit) {
                    best = candidate;
                    limit = distance - 1;
                }
            }
        }
        return best;
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
                boolean swap =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swap) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
