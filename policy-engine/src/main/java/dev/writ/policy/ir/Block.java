package dev.writ.policy.ir;

import java.util.List;

/** Statements that run in order until one of them fails. */
public record Block(List<Statement> statements) {

    public Block {
        statements = List.copyOf(statements);
    }
}
