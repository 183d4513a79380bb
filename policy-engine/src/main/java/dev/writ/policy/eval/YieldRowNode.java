package dev.writ.policy.eval;

import dev.writ.policy.source.Span;

/** Adds a result of a query. */
record YieldRowNode(Sources columns, Span span) implements Node {
    @Override
    public Flow run(Frame frame) {
        frame.rows.add(columns.readAll(frame));
        frame.meter.size(frame.rows.size(), span);
        return Flow.NEXT;
    }
}
