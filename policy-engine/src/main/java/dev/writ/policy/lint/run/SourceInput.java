package dev.writ.policy.lint.run;

import dev.writ.policy.ast.RegoVersion;
import java.util.Optional;

/**
 * A file to lint.
 *
 * @param name what findings call it
 * @param bytes its content
 * @param version its dialect, if something says it; otherwise v1, and v0 where that cannot be read
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy of every file would be waste
public record SourceInput(String name, byte[] bytes, Optional<RegoVersion> version) {}
