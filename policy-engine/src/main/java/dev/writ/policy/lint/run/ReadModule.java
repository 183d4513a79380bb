package dev.writ.policy.lint.run;

import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.Fix;
import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.Place;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.SourceText;
import dev.writ.policy.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file as far as it can be read.
 *
 * @param module null where it is no Rego; then the findings say why
 */
record ReadModule(String name, @Nullable Module module, List<Finding> findings) {
    /** The category of files that cannot be read as Rego. */
    static final String CATEGORY = "parse";

    /** Its only rule. */
    static final String RULE = "rego-parse-error";

    /** Category and rule. */
    static final String ID = CATEGORY + "/" + RULE;

    private static final int LOOKED_AT = 8_000;

    static ReadModule of(SourceInput input) {
        if (isBinary(input.bytes())) {
            Place start = new Place(input.name(), 1, 1, 1, 1, "");
            String message = "the file is binary, not Rego: remove it, or name it in `ignore.files`";
            return new ReadModule(input.name(), null, List.of(finding(message, start)));
        }
        SourceText text = SourceText.decode(input.name(), input.bytes());
        RegoVersion version = input.version().orElse(RegoVersion.V1);
        Parsed<Module> parsed = RegoParser.module(text, ParseOptions.DEFAULT.withVersion(version));
        if (!parsed.isValid() && input.version().isEmpty()) {
            Parsed<Module> old = RegoParser.module(text, ParseOptions.DEFAULT.withVersion(RegoVersion.V0));
            parsed = old.isValid() ? old : parsed;
        }
        return new ReadModule(
                input.name(),
                parsed.result(),
                parsed.diagnostics().stream()
                        .filter(Diagnostic::isError)
                        .map(diagnostic -> finding(diagnostic, input.name()))
                        .toList());
    }

    private static boolean isBinary(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, LOOKED_AT); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static Finding finding(Diagnostic diagnostic, String name) {
        Span span = diagnostic.span();
        String hint = diagnostic.hint();
        String message = hint == null ? diagnostic.message() : diagnostic.message() + ": " + hint;
        return finding(message, span == null ? new Place(name, 1, 1, 1, 1, "") : Place.of(span));
    }

    private static Finding finding(String message, Place place) {
        return new Finding(CATEGORY, RULE, Level.ERROR, message, place, Fix.NONE);
    }
}
