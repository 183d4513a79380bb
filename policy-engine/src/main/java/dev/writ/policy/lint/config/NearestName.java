package dev.writ.policy.lint.config;

import java.util.Collection;
import java.util.Optional;

/** What somebody may have meant. */
public final class NearestName {
    private NearestName() {}

    /** The candidate that differs least from {@code name}, if at most a third of the name differs. */
    public static Optional<String> of(String name, Collection<String> candidates) {
        int limit = name.length() < 3 ? 0 : Math.min(4, (name.length() + 2) / 3);
        String best = null;
        int least = limit + 1;
        for (String candidate : candidates.stream().sorted().toList()) {
            int distance = distance(name, candidate);
            if (distance < least) {
                best = candidate;
                least = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int distance(String a, String b) {
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
            }
            last = row;
        }
        return last[b.length()];
    }
}
