package dev.writ.policy.format;

import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.parse.ParseOptions;
import java.util.Objects;

/**
 * How a module is read, and for which dialect it is written.
 *
 * @param parse the dialect and the limits of what is read
 * @param target what the result can be read as
 * @param dropV0Imports whether imports go that the target does not need: {@code rego.v1}, {@code future.keywords}
 * @param checkResult whether a result that cannot be read is an error
 */
public record FormatOptions(ParseOptions parse, Target target, boolean dropV0Imports, boolean checkResult) {
    private static final String NOT_IN_V0 = "template_strings";

    /** Rego v1 stays Rego v1. */
    public static final FormatOptions DEFAULT = new FormatOptions(ParseOptions.DEFAULT, Target.V1, false, true);

    /** What a text can be read as. */
    public enum Target {
        V0(RegoVersion.V0),
        V1(RegoVersion.V1),
        /** Both, because it imports {@code rego.v1}. */
        V0_AND_V1(RegoVersion.V0);

        private final RegoVersion oldest;

        Target(RegoVersion oldest) {
            this.oldest = oldest;
        }

        /** The oldest of them. */
        public RegoVersion oldest() {
            return oldest;
        }
    }

    public FormatOptions {
        Objects.requireNonNull(parse, "parse");
        Objects.requireNonNull(target, "target");
        parse = parse.withoutMetadata();
        if (target.oldest() == RegoVersion.V0) {
            parse = parse.withFeatures(parse.features().without(NOT_IN_V0));
        }
    }

    /** Read and written as one dialect. */
    public static FormatOptions of(RegoVersion version) {
        return new FormatOptions(
                ParseOptions.DEFAULT.withVersion(version),
                version == RegoVersion.V0 ? Target.V0 : Target.V1,
                false,
                true);
    }

    /** The same for another target. */
    public FormatOptions to(Target other) {
        return new FormatOptions(parse, other, dropV0Imports, checkResult);
    }

    /** The same without the imports that the target does not need. */
    public FormatOptions withoutV0Imports() {
        return new FormatOptions(parse, target, true, checkResult);
    }

    boolean forV1() {
        return target != Target.V0;
    }
}
