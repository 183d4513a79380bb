package dev.writ.policy.ast;

import dev.writ.policy.source.Span;

/**
 * A name. Each {@code _} is a variable of its own.
 *
 * @param span where it was written
 * @param name as it was written
 */
public record Var(Span span, String name) implements Term {
    /** The name that stands for a new variable each time. */
    public static final String WILDCARD = "_";

    public boolean isWildcard() {
        return name.equals(WILDCARD);
    }
}
