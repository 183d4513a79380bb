package dev.writ.policy.format;

import dev.writ.policy.ast.Module;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.SourceText;
import java.util.List;

/** Formats modules. */
public final class RegoFormatter {
    /** How often a text is formatted at most until it does not change any more. */
    private static final int MAX_PASSES = 10;

    private RegoFormatter() {}

    /** The text of {@code file} as it should look. Formatting it again does not change it. */
    public static Formatted format(SourceFile file, FormatOptions options) {
        Parsed<Module> parsed = RegoParser.module(file, options.parse());
        if (!parsed.isValid()) {
            return Formatted.failed(parsed.diagnostics());
        }
        try {
            Draft draft = Draft.of(parsed.get(), options);
            List<Diagnostic> errors = options.forV1() ? DialectCheck.of(draft) : List.of();
            return errors.isEmpty() ? settled(draft, options) : Formatted.failed(errors);
        } catch (StackOverflowError tooDeep) {
            return Formatted.failed(List.of(Diagnostic.error(
                    DiagnosticCode.FORMAT,
                    file.span(0, 0),
                    "the text nests too deeply for the stack of its thread",
                    "give the thread a larger stack, or nest less")));
        }
    }

    /** The same for bytes; those that are no UTF-8 are errors. */
    public static Formatted format(SourceText text, FormatOptions options) {
        return text.diagnostics().isEmpty() ? format(text.file(), options) : Formatted.failed(text.diagnostics());
    }

    private static Formatted settled(Draft draft, FormatOptions options) {
        Attempt.Outcome outcome = Attempt.at(draft, options);
        for (int pass = 1; pass < MAX_PASSES; pass++) {
            Draft result = outcome.draft();
            if (!outcome.errors().isEmpty()) {
                return Formatted.failed(outcome.errors());
            }
            if (result == null) {
                return Formatted.of(outcome.text());
            }
            outcome = Attempt.at(result, options);
        }
        return Formatted.failed(List.of(Diagnostic.error(
                DiagnosticCode.FORMAT,
                draft.module().file().span(0, 0),
                "the text does not come to rest: each time it is formatted it changes",
                "move the comments out of the expressions, to lines of their own")));
    }
}
