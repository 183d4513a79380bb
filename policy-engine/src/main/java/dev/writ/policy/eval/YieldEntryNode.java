package dev.writ.policy.eval;

import dev.writ.policy.source.Span;

/** Adds an entry to a collection. */
record YieldEntryNode(int collector, Sources path, Source value, Span span) implements Node {
    @Override
    public Flow run(Frame frame) {
        frame.collectors[collector].entry(path.readAll(frame), value.read(frame), span);
        return Flow.NEXT;
    }
}
