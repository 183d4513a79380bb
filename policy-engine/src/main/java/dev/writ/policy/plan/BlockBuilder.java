package dev.writ.policy.plan;

import dev.writ.policy.ir.Block;
import dev.writ.policy.ir.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A block under construction; nested blocks are finished when it is built. */
final class BlockBuilder {

    private final List<Supplier<? extends Statement>> statements = new ArrayList<>();

    void add(Statement statement) {
        statements.add(() -> statement);
    }

    void add(Supplier<? extends Statement> statement) {
        statements.add(statement);
    }

    Block build() {
        return new Block(statements.stream().<Statement>map(Supplier::get).toList());
    }
}
