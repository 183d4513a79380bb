package dev.writ.policy.bundle;

import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoGlob;
import dev.writ.policy.builtin.golang.GoRegexp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The dialects of single files that a manifest names by patterns: globs without separators, so that {@code *} goes through
 * directories, over paths that start with a slash. Where several match, the first in the order of their texts decides.
 */
public final class FileRegoVersions {

    /** No file has a dialect of its own. */
    public static final FileRegoVersions NONE = new FileRegoVersions(List.of());

    private record Entry(GoRegexp pattern, RegoVersion version) {}

    private final List<Entry> entries;

    private FileRegoVersions(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Compiles patterns.
     *
     * @param place what an error calls the manifest
     * @throws BundleException if a pattern is malformed
     */
    static FileRegoVersions of(SortedMap<String, RegoVersion> versions, String place) {
        List<Entry> entries = new ArrayList<>();
        versions.forEach((pattern, version) -> entries.add(new Entry(compiled(pattern, place), version)));
        return new FileRegoVersions(entries);
    }

    private static GoRegexp compiled(String pattern, String place) {
        try {
            return GoGlob.compile(pattern, "");
        } catch (BuiltinFailure e) {
            throw BundleException.of(
                    "`" + place + "` has the pattern `" + pattern + "` in `file_rego_versions`, which is no glob: "
                            + e.reason().replaceFirst("^glob: ", ""),
                    "correct the pattern; `*`, `?`, `[a-z]` and `{one,two}` mean something, a backslash takes that away");
        }
    }

    /** The dialect of the file at a path relative to the bundle, if a pattern matches it. */
    Optional<RegoVersion> of(String path) {
        String rooted = "/" + path;
        return entries.stream()
                .filter(entry -> entry.pattern.matches(rooted))
                .map(Entry::version)
                .findFirst();
    }
}
