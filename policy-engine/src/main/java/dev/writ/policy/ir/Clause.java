package dev.writ.policy.ir;

import dev.writ.policy.source.Span;
import java.util.List;

/**
 * One rule with its {@code else} branches: the first block that yields ends the clause.
 *
 * @param branches the bodies in order, at least one
 * @param span the rule's head
 */
public record Clause(List<Block> branches, Span span) {

    public Clause {
        branches = List.copyOf(branches);
    }
}
