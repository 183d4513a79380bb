package dev.writ.policy.eval;

import dev.writ.policy.source.Span;

/** Adds a member to a collection. */
record YieldMemberNode(int collector, Sources path, Source member, Span span) implements Node {
    @Override
    public Flow run(Frame frame) {
        frame.collectors[collector].member(path.readAll(frame), member.read(frame), span);
        return Flow.NEXT;
    }
}
