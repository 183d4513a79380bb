package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Module;

/** How a module is laid out: the formatter, seen from a rule. */
interface Layout {
    /** Leaves texts as they are, until there is a formatter. */
    Layout FORMATTER = module -> module.file().text();

    /** The text of a module as it should be. */
    String of(Module module);
}
