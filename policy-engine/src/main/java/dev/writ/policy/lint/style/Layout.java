package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Module;
import dev.writ.policy.format.FormatOptions;
import dev.writ.policy.format.RegoFormatter;
import org.jspecify.annotations.Nullable;

/** How a module is laid out: the formatter, seen from a rule. */
interface Layout {
    /** As {@code writ fmt} writes the dialect that the module is read as. */
    Layout FORMATTER = module -> RegoFormatter.format(module.file(), FormatOptions.of(module.version()))
            .text();

    /** The text of a module as it should be, or null if the formatter can say nothing of it. */
    @Nullable
    String of(Module module);
}
