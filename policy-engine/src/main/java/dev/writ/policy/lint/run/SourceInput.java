package dev.writ.policy.lint.run;

import dev.writ.policy.ast.RegoVersion;
import java.util.Optional;

/**
 * A file to lint.
 *
 * @param name what findings call it
 * @param bytes its content
 * @param version its dialect, if something says it; otherwise v1, and v0 where that cannot be read
 * @param path what patterns of files call it, with slashes
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy of every file would be waste
public record SourceInput(String name, byte[] bytes, Optional<RegoVersion> version, String path) {
    /** A file that patterns call by its name. */
    public SourceInput(String name, byte[] bytes, Optional<RegoVersion> version) {
        this(name, bytes, version, name);
    }

    SourceInput withBytes(byte[] others) {
        return new SourceInput(name, others, version, path);
    }

    SourceInput withVersion(RegoVersion other) {
        return new SourceInput(name, bytes, Optional.of(other), path);
    }
}
