package dev.writ.policy.parse;

import dev.writ.policy.ast.RegoVersion;
import java.util.Objects;

/**
 * How to read a text, and how much of it.
 *
 * @param version the dialect; {@code import rego.v1} in a v0 module raises it
 * @param maxLength the longest text, in UTF-16 units
 * @param maxNesting how deep brackets, braces, parentheses and bodies may nest
 * @param maxHeight how high the tree may get; a chain such as {@code a + b + c} is a level for each operator
 * @param features what of the language may be used
 * @param metadata whether METADATA blocks are read
 */
public record ParseOptions(
        RegoVersion version,
        int maxLength,
        int maxNesting,
        int maxHeight,
        LanguageFeatures features,
        boolean metadata) {
    /** Rego v1, 64 Mi characters, 250 levels of nesting and a height of 1,000. */
    public static final ParseOptions DEFAULT =
            new ParseOptions(RegoVersion.V1, 1 << 26, 250, 1_000, LanguageFeatures.ALL, true);

    public ParseOptions {
        Objects.requireNonNull(version, "version");
        if (maxLength < 1 || maxNesting < 1 || maxHeight < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** These limits for another dialect. */
    public ParseOptions withVersion(RegoVersion other) {
        return new ParseOptions(other, maxLength, maxNesting, maxHeight, features, metadata);
    }

    /** The same for less of the language. */
    public ParseOptions withFeatures(LanguageFeatures value) {
        return new ParseOptions(version, maxLength, maxNesting, maxHeight, value, metadata);
    }

    /** The same where METADATA is a comment like any other. */
    public ParseOptions withoutMetadata() {
        return new ParseOptions(version, maxLength, maxNesting, maxHeight, features, false);
    }
}
