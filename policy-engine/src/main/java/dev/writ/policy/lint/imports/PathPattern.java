package dev.writ.policy.lint.imports;

import java.util.Arrays;
import java.util.List;

/** Paths as configurations write them: {@code data.users}, and {@code data.users.*} for all that is below it. */
final class PathPattern {
    private PathPattern() {}

    static boolean matches(String pattern, String path) {
        return matches(Arrays.asList(pattern.split("\\.", -1)), Arrays.asList(path.split("\\.", -1)));
    }

    /** A star at the end stands for one name or more, elsewhere for one name; two stars for any number of names. */
    private static boolean matches(List<String> pattern, List<String> path) {
        if (pattern.isEmpty()) {
            return path.isEmpty();
        }
        List<String> rest = pattern.subList(1, pattern.size());
        String first = pattern.getFirst();
        if (first.equals("**")) {
            for (int from = 0; from <= path.size(); from++) {
                if (matches(rest, path.subList(from, path.size()))) {
                    return true;
                }
            }
            return false;
        }
        if (path.isEmpty()) {
            return false;
        }
        if (first.equals("*") && rest.isEmpty()) {
            return true;
        }
        return named(first, path.getFirst()) && matches(rest, path.subList(1, path.size()));
    }

    private static boolean named(String pattern, String name) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(name)
                : name.length() >= pattern.length() - 1
                        && name.startsWith(pattern.substring(0, star))
                        && name.endsWith(pattern.substring(star + 1));
    }
}
