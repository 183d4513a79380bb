package dev.writ.policy.builtin.graphql;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody may have meant. */
final class Suggestions {

    private record Near(String name, int distance) {}

    private Suggestions() {}

    /** The names that are near to one that was written, the nearest first. */
    static List<String> near(String written, Collection<String> names) {
        int most = (int) Math.floor(written.length() * 0.4) + 1;
        return names.stream()
                .filter(name -> Math.abs(name.length() - written.length()) <= most)
                .map(name -> new Near(name, distance(written, name)))
                .filter(near -> near.distance <= most)
                .sorted(Comparator.comparingInt(Near::distance))
                .map(Near::name)
                .toList();
    }

    /** A question with the names that are near, or nothing. */
    static String quoted(String question, String written, Collection<String> names) {
        List<String> near = near(written, names);
        return near.isEmpty() ? "" : " " + question + " " + quotedOr(near) + "?";
    }

    static String quotedOr(List<String> names) {
        return or(names.stream().map(name -> "\"" + name + "\"").toList());
    }

    /** At most five names with "or" before the last one. */
    private static String or(List<String> names) {
        List<String> shown = names.subList(0, Math.min(names.size(), 5));
        if (shown.size() == 1) {
            return shown.getFirst();
        }
        String last = shown.getLast();
        String rest = String.join(", ", shown.subList(0, shown.size() - 1));
        return rest + (shown.size() == 2 ? " or " : ", or ") + last;
    }

    /** How many letters differ; letters that differ in case only count as one altogether. */
    private static int distance(String a, String b) {
        if (a.equals(b)) {
            return 0;
        }
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.toLowerCase(Locale.ROOT);
        return left.equals(right) ? 1 : edits(left, right);
    }

    private static int edits(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substitution, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
