package dev.writ.policy.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Orders the statements of bodies so that every variable has a value before one is needed. Statements keep the order of
 * the text as far as possible: one is moved back only behind those that it needs.
 */
final class BodyOrder {
    private final Marks marks;
    private final Outputs outputs;
    private final Needs needs;
    private final UnsafeVariables unsafe;

    BodyOrder(Marks marks, UnsafeVariables unsafe) {
        this.marks = marks;
        this.outputs = new Outputs(marks);
        this.needs = new Needs(marks, outputs);
        this.unsafe = unsafe;
    }

    Outputs outputs() {
        return outputs;
    }

    Needs needs() {
        return needs;
    }

    Marks marks() {
        return marks;
    }

    UnsafeVariables unsafe() {
        return unsafe;
    }

    /** The variables that the statements share with each other and with what is around them. */
    BitSet shared(List<CheckedStatement> statements) {
        BitSet found = new BitSet();
        statements.forEach(statement -> found.or(needs.shared(statement)));
        return found;
    }

    /**
     * The statements in order, nested bodies too; what cannot be ordered is reported and left out.
     *
     * @param known the variables that have a value before
     */
    List<CheckedStatement> order(List<CheckedStatement> statements, BitSet known) {
        List<CheckedStatement> ordered = sorted(statements, known);
        List<CheckedStatement> finished = new ArrayList<>();
        BitSet before = (BitSet) known.clone();
        for (CheckedStatement statement : ordered) {
            NestedOrder.add(this, statement, before, finished);
            before.or(needs.shared(statement));
        }
        return finished;
    }

    /** A body on its own. */
    CheckedBody order(CheckedBody body, BitSet known) {
        return new CheckedBody(body.span(), order(body.statements(), known));
    }

    private List<CheckedStatement> sorted(List<CheckedStatement> statements, BitSet known) {
        BitSet inBody = shared(statements);
        List<Pending> pending = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            pending.add(pending(statements, i, inBody, known));
        }
        BitSet safe = (BitSet) known.clone();
        List<CheckedStatement> ordered = new ArrayList<>();
        boolean moved = true;
        while (moved && !pending.isEmpty()) {
            moved = false;
            List<Pending> rest = new ArrayList<>();
            for (Pending candidate : pending) {
                BitSet given = outputs.of(candidate.statement(), safe);
                if (candidate.isReady(safe, given)) {
                    ordered.add(candidate.statement());
                    safe.or(given);
                    moved = true;
                } else {
                    rest.add(candidate);
                }
            }
            pending = rest;
        }
        if (!pending.isEmpty()) {
            unsafe.report(pending, safe, outputs);
        }
        return ordered;
    }

    private Pending pending(List<CheckedStatement> statements, int index, BitSet inBody, BitSet known) {
        CheckedStatement statement = statements.get(index);
        BitSet closed = needs.closed(statement);
        closed.and(inBody);
        if (statement instanceof CheckedStatement.Print print) {
            unsafe.printed(print, outputs.ofAll(statements.subList(0, index), known), known);
        }
        return new Pending(statement, needs.shared(statement), closed);
    }

    /**
     * A statement that waits for its turn.
     *
     * @param shared the variables that it needs or gives values to
     * @param closed the variables that its nested bodies share with the body
     */
    record Pending(CheckedStatement statement, BitSet shared, BitSet closed) {
        boolean isReady(BitSet safe, BitSet given) {
            BitSet missing = missing(safe);
            missing.andNot(given);
            BitSet missingInside = (BitSet) closed.clone();
            missingInside.andNot(safe);
            return missing.isEmpty() && missingInside.isEmpty();
        }

        /** Everything that has no value yet. */
        BitSet missing(BitSet safe) {
            BitSet missing = (BitSet) shared.clone();
            missing.andNot(safe);
            return missing;
        }

        /** What has no value yet, inside and outside of nested bodies. */
        BitSet allMissing(BitSet safe) {
            BitSet missing = (BitSet) closed.clone();
            missing.or(shared);
            missing.andNot(safe);
            return missing;
        }
    }
}
