package dev.writ.policy.lint.config;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Patterns of files as configurations write them: {@code *_test.rego} in any directory, {@code gen/} with all that is in
 * it, {@code lib/*.rego} from the root on; {@code **} crosses directories.
 */
public final class FilePatterns {
    private final List<Pattern> patterns;

    private FilePatterns(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /** The patterns, compiled. */
    public static FilePatterns of(Collection<String> patterns) {
        return new FilePatterns(patterns.stream()
                .filter(pattern -> !pattern.isBlank())
                .map(FilePatterns::compile)
                .toList());
    }

    /** Whether one of them names the file. */
    public boolean matches(String path) {
        String normal = path.startsWith("./") ? path.substring(2) : path;
        return patterns.stream().anyMatch(pattern -> pattern.matcher(normal).matches());
    }

    @Override
    public String toString() {
        return patterns.toString();
    }

    private static Pattern compile(String pattern) {
        String body = pattern.startsWith("/") ? pattern.substring(1) : pattern;

        String inside = body.endsWith("/") ? body.substring(0, body.length() - 1) : body;
        return Pattern.compile("(?:.*/)?" + regex(inside) + "(?:/.*)?", Pattern.DOTALL);
    }

    private static String regex(String glob) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            char c = glob.charAt(at);
            if (glob.startsWith("**/", at)) {
                out.append("(?:.*/)?");
                at += 3;
            } else if (glob.startsWith("**", at)) {
                out.append(".*");
                at += 2;
            } else {
                out.append(
                        switch (c) {
                            case '*' -> "[^/]*";
                            case '?' -> "[^/]";
                            case '{' -> "(?:";
                            case '}' -> ")";
                            case ',' -> "|";
                            default -> Pattern.quote(String.valueOf(c));
                        });
                at++;
            }
        }
        return out.toString();
    }
}
