package dev.writ.policy.format;

import dev.writ.policy.ast.Module;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.SourceFile;
import java.util.Optional;

/** Why our text may be another than that of {@code opa fmt}: it does what a formatter must not do. */
enum Reason {
    /** Comments are gone, or there twice, or two of them have become one. */
    LOSES_COMMENTS,
    /** The text says something else. */
    CHANGES_MEANING,
    /** It refuses to write what it made, because it cannot read it. */
    CANNOT_READ_ITS_OWN,
    /** Formatting its text once more gives another one. */
    NOT_STABLE;

    /** What is wrong with {@code formatted}, or nothing. */
    static Optional<Reason> of(String text, String formatted, FormatOptions options) {
        ParseOptions target = options.target() == FormatOptions.Target.V0_AND_V1
                ? options.parse()
                : options.parse().withVersion(options.target().oldest());
        Parsed<Module> after = RegoParser.module(new SourceFile("p.rego", formatted), target);
        if (!after.isValid()) {
            return Optional.of(CHANGES_MEANING);
        }
        Module before = RegoParser.module(new SourceFile("p.rego", text), options.parse())
                .get();
        Losses losses = new Losses(Draft.of(before, options), Draft.of(after.get(), options));
        if (!losses.missing().isEmpty() || !losses.surplus().isEmpty()) {
            return Optional.of(LOSES_COMMENTS);
        }
        if (losses.outsideOfRules() || !losses.rules().isEmpty()) {
            return Optional.of(CHANGES_MEANING);
        }
        String again = once(after.get(), options);
        return again.equals(formatted) ? Optional.empty() : Optional.of(NOT_STABLE);
    }

    /** Laid out once, as OPA does: neither proved nor repeated. */
    private static String once(Module module, FormatOptions options) {
        Draft draft = Draft.of(module, options);
        return ModuleLayout.of(
                        draft, java.util.Collections.nCopies(draft.clauses().size(), Treatment.PLAIN))
                .text();
    }
}
