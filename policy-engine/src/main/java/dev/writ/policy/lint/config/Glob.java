package dev.writ.policy.lint.config;

import java.util.regex.Pattern;

/** One pattern of a file, on its way to a regular expression. */
final class Glob {
    private final String pattern;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int braces;

    private Glob(String pattern) {
        this.pattern = pattern;
    }

    /**
     * The expression that paths with slashes match as a whole.
     *
     * @throws ConfigException if brackets or braces do not fit together
     */
    static Pattern compile(String pattern) {
        String path = pattern.startsWith("./") ? pattern.substring(1) : pattern;
        boolean folder = path.endsWith("/");
        String body = folder ? path.substring(0, path.length() - 1) : path;
        // As in .gitignore: a slash that is not the last character ties the pattern to the root.
        boolean tied = body.contains("/");
        String inside = body.startsWith("/") ? body.substring(1) : body;
        String expression = new Glob(inside).expression(pattern);
        return Pattern.compile((tied ? "" : "(?:.*/)?") + expression + (folder ? "/.*" : "(?:/.*)?"), Pattern.DOTALL);
    }

    private String expression(String written) {
        while (at < pattern.length()) {
            int c = pattern.codePointAt(at);
            switch (c) {
                case '*' -> stars();
                case '?' -> put("[^/]");
                case '[' -> characters(written);
                case '\\' -> escaped(written);
                case '{' -> {
                    braces++;
                    put("(?:");
                }
                case '}' -> {
                    braces--;
                    put(")");
                }
                case ',' -> put(braces > 0 ? "|" : ",");
                default -> literal(c);
            }
            if (braces < 0) {
                throw wrong(written, "there is a `}` without `{`");
            }
        }
        if (braces > 0) {
            throw wrong(written, "there is a `{` without `}`");
        }
        return out.toString();
    }

    private void put(String expression) {
        out.append(expression);
        at++;
    }

    private void literal(int c) {
        out.append(Pattern.quote(Character.toString(c)));
        at += Character.charCount(c);
    }

    private void stars() {
        boolean first = at == 0 || pattern.charAt(at - 1) == '/';
        if (first && pattern.startsWith("**/", at)) {
            out.append("(?:.*/)?");
            at += 3;
        } else if (pattern.startsWith("**", at)) {
            out.append(".*");
            at += 2;
        } else {
            put("[^/]*");
        }
    }

    private void escaped(String written) {
        at++;
        if (at == pattern.length()) {
            throw wrong(written, "nothing follows its last `\\`");
        }
        literal(pattern.codePointAt(at));
    }

    /** {@code [a-z]} and {@code [!a]}; never a slash. */
    private void characters(String written) {
        int end = pattern.indexOf(']', at + 2);
        boolean not = at + 1 < pattern.length() && (pattern.charAt(at + 1) == '!' || pattern.charAt(at + 1) == '^');
        if (not) {
            end = pattern.indexOf(']', at + 3);
        }
        if (end < 0) {
            throw wrong(written, "there is a `[` without `]`");
        }
        int[] members = pattern.substring(at + (not ? 2 : 1), end).codePoints().toArray();
        out.append("(?!/)[").append(not ? "^" : "");
        for (int i = 0; i < members.length; i++) {
            member(members[i]);
            if (i + 2 < members.length && members[i + 1] == '-') {
                if (members[i] > members[i + 2]) {
                    throw wrong(
                            written,
                            "the range `" + Character.toString(members[i]) + "-" + Character.toString(members[i + 2])
                                    + "` is empty");
                }
                out.append('-');
                member(members[i + 2]);
                i += 2;
            }
        }
        out.append(']');
        at = end + 1;
    }

    private void member(int c) {
        out.append("\\x{").append(Integer.toHexString(c)).append('}');
    }

    private static ConfigException wrong(String written, String problem) {
        return new ConfigException("`" + written + "` is no pattern of files: " + problem);
    }
}
