package dev.writ.policy.ast;

import dev.writ.policy.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * {@code else := value if { ... }}.
 *
 * @param span from the keyword to the end
 * @param value the value, or null where none was written, which means {@code true}
 * @param assign whether {@code :=} was written rather than {@code =}
 * @param body when it holds
 * @param form how the body is attached
 */
public record ElseBranch(Span span, @Nullable Term value, boolean assign, Body body, BodyForm form)
        implements AstNode {}
