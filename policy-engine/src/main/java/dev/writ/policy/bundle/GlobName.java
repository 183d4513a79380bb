package dev.writ.policy.bundle;

/**
 * Patterns of file names, as {@code --ignore} takes them and Go's {@code filepath.Match} reads them: {@code *} and
 * {@code ?} for characters other than a slash, {@code [a-z]} and {@code [^a-z]} for one of a class, and a backslash before
 * a character that stands for itself. A malformed pattern matches nothing.
 */
final class GlobName {

    private GlobName() {}

    static boolean matches(String pattern, String name) {
        return matches(pattern, 0, name, 0);
    }

    private static boolean matches(String pattern, int p, String name, int n) {
        int at = p;
        int from = n;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == '*') {
                return star(pattern, at + 1, name, from);
            }
            if (from >= name.length()) {
                return false;
            }
            char actual = name.charAt(from);
            if (c == '[') {
                int end = classEnd(pattern, at);
                if (end < 0 || actual == '/' || !inClass(pattern, at + 1, end, actual)) {
                    return false;
                }
                at = end + 1;
            } else {
                at += c == '\\' ? 1 : 0;
                if (at >= pattern.length() || !(c == '?' ? actual != '/' : pattern.charAt(at) == actual)) {
                    return false;
                }
                at++;
            }
            from++;
        }
        return from == name.length();
    }

    private static boolean star(String pattern, int p, String name, int n) {
        for (int from = n; from <= name.length(); from++) {
            if (matches(pattern, p, name, from)) {
                return true;
            }
            if (from < name.length() && name.charAt(from) == '/') {
                return false;
            }
        }
        return false;
    }

    /** Where a class that starts at {@code open} ends, or -1. */
    private static int classEnd(String pattern, int open) {
        int at = open + 1;
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            at++;
        }
        for (int first = at; at < pattern.length(); at++) {
            if (pattern.charAt(at) == '\\') {
                at++;
            } else if (pattern.charAt(at) == ']' && at > first) {
                return at;
            }
        }
        return -1;
    }

    private static boolean inClass(String pattern, int start, int end, char actual) {
        boolean negated = pattern.charAt(start) == '^';
        int at = negated ? start + 1 : start;
        boolean found = false;
        while (at < end) {
            at += pattern.charAt(at) == '\\' ? 1 : 0;
            char low = pattern.charAt(at);
            char high = low;
            at++;
            if (at + 1 < end && pattern.charAt(at) == '-') {
                at += pattern.charAt(at + 1) == '\\' ? 2 : 1;
                high = pattern.charAt(at);
                at++;
            }
            found |= low <= actual && actual <= high;
        }
        return found != negated;
    }
}
