package dev.writ.policy.format;

import dev.writ.policy.ast.Module;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.SourceFile;
import java.util.Set;

/** Formats modules. */
public final class Formatter {
    private Formatter() {}

    /** The text of {@code file} as it should look. */
    public static Formatted format(SourceFile file, FormatOptions options) {
        Parsed<Module> parsed = RegoParser.module(file, options.parse());
        if (!parsed.isValid()) {
            return Formatted.failed(parsed.diagnostics());
        }
        Draft draft = Draft.of(parsed.get(), options);
        ModuleLayout.Result result = ModuleLayout.of(draft, Set.of());
        return result.errors().isEmpty() ? Formatted.of(result.text()) : Formatted.failed(result.errors());
    }
}
