package dev.writ.policy.lint.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Patterns of files as configurations write them: {@code *_test.rego} in any directory, {@code gen/} with all that is in
 * it; with a slash at the beginning or inside, as {@code lib/*.rego}, from the root on. {@code **} crosses directories,
 * <code>{a,b}</code> is one of several, {@code [a-z]} one of several characters.
 */
public final class FilePatterns {
    private final List<Pattern> patterns;

    private FilePatterns(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * The patterns, compiled.
     *
     * @throws ConfigException if one of them is none
     */
    public static FilePatterns of(Collection<String> patterns) {
        return new FilePatterns(patterns.stream()
                .filter(pattern -> !pattern.isBlank())
                .map(Glob::compile)
                .toList());
    }

    /** The patterns of a list with commas, which separate nothing inside of braces. */
    public static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int braces = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '{') {
                braces++;
            } else if (c == '}') {
                braces--;
            } else if (c == ',' && braces <= 0) {
                parts.add(list.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(list.substring(start));
        return parts;
    }

    /** Whether one of them names the file; {@code path} is relative to the root of the patterns, with slashes. */
    public boolean matches(String path) {
        String normal = path.startsWith("./") ? path.substring(2) : path;
        return patterns.stream().anyMatch(pattern -> pattern.matcher(normal).matches());
    }

    @Override
    public String toString() {
        return patterns.toString();
    }
}
