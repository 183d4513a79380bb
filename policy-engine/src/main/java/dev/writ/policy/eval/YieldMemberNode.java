package dev.writ.policy.eval;

import dev.writ.policy.source.Span;

/** Adds a member to a collection. */
record YieldMemberNode(int collector, Source[] path, Source member, Span span) implements Node {
    @Override
    public Flow run(Frame frame) {
        frame.collectors[collector].member(Source.readAll(path, frame), member.read(frame), span);
        return Flow.NEXT;
    }
}
